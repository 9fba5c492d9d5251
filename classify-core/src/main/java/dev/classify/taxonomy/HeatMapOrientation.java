package dev.classify.taxonomy;

/// Whether a rise is good news for the economy or for welfare (docs/scheme.md 10).
public enum HeatMapOrientation implements VocabularyTerm {
  HIGHER_IS_POSITIVE("higher-is-positive"),
  LOWER_IS_POSITIVE("lower-is-positive"),
  NEUTRAL("neutral");

  private final String token;

  HeatMapOrientation(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
