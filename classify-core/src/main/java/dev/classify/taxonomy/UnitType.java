package dev.classify.taxonomy;

/// How the number is written: the kind of unit (docs/scheme.md 2).
public enum UnitType implements VocabularyTerm {
  PERCENTAGE("percentage"),
  INDEX("index"),
  COUNT("count"),
  CURRENCY_AMOUNT("currency-amount"),
  PHYSICAL("physical"),
  RATE("rate"),
  RATIO("ratio"),
  DURATION("duration"),
  UNKNOWN("unknown");

  private final String token;

  UnitType(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
