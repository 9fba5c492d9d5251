package dev.classify.rules;

import dev.classify.taxonomy.VocabularyTerm;

/// Where a piece of evidence was found: a field of the input, by its name, or one of the last
/// three, which are not fields.
public enum EvidenceSource implements VocabularyTerm {
  NAME("name"),
  UNITS("units"),
  LONG_NAME("long_name"),
  DESCRIPTION("description"),
  PERIODICITY("periodicity"),
  SCALE("scale"),
  CATEGORY("category_group"),
  DATASET("dataset"),
  CURRENCY_CODE("currency_code"),
  VALUES("sample_values"),
  /// The scheme, which derives the value from other fields of the answer.
  SCHEME("scheme"),
  /// What is usual for the subject.
  USAGE("usage"),
  /// Nothing was found.
  NOTHING("nothing");

  private final String token;

  EvidenceSource(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
