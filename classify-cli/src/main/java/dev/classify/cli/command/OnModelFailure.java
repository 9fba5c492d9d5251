package dev.classify.cli.command;

/// What becomes of the rows that a model is to answer while its server fails.
enum OnModelFailure {
  /// They wait for the model.
  WAIT,
  /// In a cascade: they take the answers of the rules, and a person should review them.
  RULES
}
