package dev.classify.rules;

import dev.classify.units.UnitReading;

/// A unit that was read, and where.
///
/// @param weight of the place, less for what was not understood: never so much less that another
///     place wins
record UnitFinding(UnitReading reading, EvidenceKind kind, int weight) {

  /// A full reading weighs this much more than one of which nothing is understood.
  private static final int UNDERSTANDING_WEIGHT = 30;

  static UnitFinding of(EvidenceWeights weights, UnitReading reading, EvidenceKind kind) {
    int missing = (int) Math.round((1 - reading.confidence()) * UNDERSTANDING_WEIGHT);
    return new UnitFinding(reading, kind, weights.of(kind) - missing);
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
