package dev.classify.rules;

import dev.classify.attributes.StatedUnit;
import dev.classify.indicator.IndicatorField;
import dev.classify.units.UnitReading;

/// A unit that was found in a text.
///
/// @param weight of the text it was found in, reduced for words that were not understood, but never
///     below that of a less important text
record UnitFinding(UnitReading reading, EvidenceKind kind, int weight) {

  /// A text that is fully understood weighs this much more than one that is not understood at all.
  private static final int UNDERSTANDING_WEIGHT = 30;

  static UnitFinding of(EvidenceWeights weights, UnitReading reading, EvidenceKind kind) {
    int missing = (int) Math.round((1 - reading.confidence()) * UNDERSTANDING_WEIGHT);
    return new UnitFinding(reading, kind, weights.of(kind) - missing);
  }

  StatedUnit stated() {
    return new StatedUnit(
        reading, IndicatorField.named(kind.source().token()).orElse(IndicatorField.UNITS));
  }

  /// For reasons: `units say`, `the name says`, ...
  String phrase() {
    return switch (kind.source()) {
      case UNITS -> "units say";
      case NAME -> "the name says";
      case LONG_NAME -> "the long name says";
      case DESCRIPTION -> "the description says";
      case PERIODICITY, SCALE, CATEGORY, DATASET, CURRENCY_CODE, VALUES, SCHEME, USAGE, NOTHING ->
          throw new IllegalStateException("no unit is read in " + kind.source());
    };
  }
}
