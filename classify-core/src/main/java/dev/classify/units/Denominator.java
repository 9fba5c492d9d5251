package dev.classify.units;

/// What stands below the line of a unit.
public enum Denominator {
  NONE,
  TIME,
  PERSON,
  MONEY,
  ITEM,
  /// The whole of a percentage, as in `% of GDP`.
  WHOLE
}
