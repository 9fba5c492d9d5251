package dev.classify.cli.cluster.verify;

/// What a check found.
public sealed interface Finding {

  /// All is as it should be.
  ///
  /// @param seen the evidence
  record Passed(String seen) implements Finding {}

  /// Something is not as it should be.
  ///
  /// @param seen what is wrong
  /// @param fix what to do about it
  record Failed(String seen, String fix) implements Finding {}

  /// The check does not apply here, or a check that it depends on has failed.
  record Skipped(String reason) implements Finding {}
}
