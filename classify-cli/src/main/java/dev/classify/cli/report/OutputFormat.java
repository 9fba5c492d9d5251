package dev.classify.cli.report;

/// How a command prints its result.
public enum OutputFormat {
  TABLE,
  JSON
}
