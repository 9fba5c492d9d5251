package dev.classify.units;

/// What a unit is divided by.
public enum Denominator {
  NONE,
  TIME,
  PERSON,
  MONEY,
  ITEM,
  /// The whole of a percentage, as in `% of GDP`.
  WHOLE
}
