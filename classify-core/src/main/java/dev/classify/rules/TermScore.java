package dev.classify.rules;

import dev.classify.taxonomy.VocabularyTerm;
import java.util.Locale;

/// What makes one term of a text stronger than another. points.csv has the numbers.
enum TermScore implements VocabularyTerm {
  PER_WEIGHT,
  PER_TOKEN,
  PER_TOKEN_BEFORE,
  LATE_AT_MOST,
  IN_BRACKETS,
  IN_LONG_NAME,
  IN_DATASET,
  IN_CATEGORY,
  IN_DESCRIPTION,
  /// For a text that costs no points.
  NONE;

  /// Such as `in-brackets`.
  @Override
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
