package dev.classify.cli.cluster.verify;

/// What a check found.
public sealed interface Finding {

  /// The check passed.
  ///
  /// @param seen the evidence
  record Passed(String seen) implements Finding {}

  /// The check failed.
  ///
  /// @param seen what is wrong
  /// @param fix what to do about it
  record Failed(String seen, String fix) implements Finding {}

  /// The check does not apply here, or a check that it depends on has failed.
  record Skipped(String reason) implements Finding {}
}
