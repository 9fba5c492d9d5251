package dev.classify.taxonomy;

/// How a series accumulates, if it does (docs/scheme.md 7).
public enum CumulativePattern implements VocabularyTerm {
  YTD("ytd"),
  RUNNING_TOTAL("running_total"),
  PERIODIC("periodic"),
  UNKNOWN("unknown");

  private final String token;

  CumulativePattern(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
