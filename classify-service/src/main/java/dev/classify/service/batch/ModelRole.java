package dev.classify.service.batch;

/// Which model is asked.
enum ModelRole {
  FIRST,

  /// The stronger model, where the first was unsure or contradicts what can be read.
  REVIEW
}
