package dev.classify.rules;

import dev.classify.units.UnitReading;

/// A unit that was read, and where.
record UnitFinding(UnitReading reading, EvidenceKind kind) {

  /// A full reading weighs this much more than one of which nothing is understood.
  private static final int UNDERSTANDING_WEIGHT = 30;

  /// That of the place, less for what was not understood: never so much that another place wins.
  int weight() {
    return kind.weight() - (int) Math.round((1 - reading.confidence()) * UNDERSTANDING_WEIGHT);
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
