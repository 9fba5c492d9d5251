package dev.classify.taxonomy;

/// The factor that turns a value into single units (docs/scheme.md 3); SDMX calls it `UNIT_MULT`.
public enum Scale implements VocabularyTerm {
  RAW_UNITS("raw-units"),
  PERCENT("percent"),
  INDEX("index"),
  HUNDREDS("hundreds"),
  THOUSANDS("thousands"),
  MILLIONS("millions"),
  BILLIONS("billions"),
  TRILLIONS("trillions");

  private final String token;

  Scale(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
