package dev.classify.taxonomy;

/// How one number summarises its time, and so how sub-periods combine (docs/scheme.md 9).
public enum TemporalAggregation implements VocabularyTerm {
  POINT_IN_TIME("point-in-time"),
  PERIOD_RATE("period-rate"),
  PERIOD_CUMULATIVE("period-cumulative"),
  PERIOD_AVERAGE("period-average"),
  PERIOD_TOTAL("period-total"),
  NOT_APPLICABLE("not-applicable");

  private final String token;

  TemporalAggregation(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
