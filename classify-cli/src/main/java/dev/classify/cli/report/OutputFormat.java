package dev.classify.cli.report;

/// The format in which a command prints its result.
public enum OutputFormat {
  TABLE,
  JSON
}
