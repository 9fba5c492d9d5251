package dev.classify.taxonomy;

/// What stretch of time one number refers to (docs/scheme.md 6).
public enum TimeBasis implements VocabularyTerm {
  PER_PERIOD("per-period"),
  POINT_IN_TIME("point-in-time"),
  CUMULATIVE("cumulative");

  private final String token;

  TimeBasis(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
