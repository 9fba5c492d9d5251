package dev.classify.taxonomy;

/// What is measured within its family (docs/scheme.md 8).
public enum IndicatorType implements VocabularyTerm {
  STOCK("stock"),
  FLOW("flow"),
  BALANCE("balance"),
  CAPACITY("capacity"),
  VOLUME("volume"),
  COUNT("count"),
  PERCENTAGE("percentage"),
  RATIO("ratio"),
  SPREAD("spread"),
  SHARE("share"),
  RATE("rate"),
  PRICE("price"),
  YIELD("yield"),
  VOLATILITY("volatility"),
  GAP("gap"),
  INDEX("index"),
  CORRELATION("correlation"),
  ELASTICITY("elasticity"),
  MULTIPLIER("multiplier"),
  DURATION("duration"),
  PROBABILITY("probability"),
  THRESHOLD("threshold"),
  SENTIMENT("sentiment"),
  ALLOCATION("allocation"),
  OTHER("other");

  private final String token;

  IndicatorType(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
