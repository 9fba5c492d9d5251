package dev.classify.taxonomy;

/// What kind of thing is measured (docs/scheme.md 8).
public enum Family implements VocabularyTerm {
  PHYSICAL_FUNDAMENTAL("physical-fundamental"),
  NUMERIC_MEASUREMENT("numeric-measurement"),
  PRICE_VALUE("price-value"),
  CHANGE_MOVEMENT("change-movement"),
  COMPOSITE_DERIVED("composite-derived"),
  TEMPORAL("temporal"),
  QUALITATIVE("qualitative");

  private final String token;

  Family(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
