package dev.classify.taxonomy;

/// How often a new observation appears (docs/scheme.md 5); SDMX calls it `FREQ`.
public enum ReportingFrequency implements VocabularyTerm {
  DAILY("daily"),
  WEEKLY("weekly"),
  MONTHLY("monthly"),
  QUARTERLY("quarterly"),
  ANNUAL("annual"),
  POINT_IN_TIME("point-in-time");

  private final String token;

  ReportingFrequency(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
