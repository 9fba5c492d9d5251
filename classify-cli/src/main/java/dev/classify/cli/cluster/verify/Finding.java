package dev.classify.cli.cluster.verify;

/// What a check found.
public sealed interface Finding {

  /// All is as it should be.
  ///
  /// @param seen what shows it
  record Passed(String seen) implements Finding {}

  /// Something is not as it should be.
  ///
  /// @param seen what is wrong
  /// @param fix what to do about it
  record Failed(String seen, String fix) implements Finding {}

  /// The check does not apply here, or another one has failed that it rests on.
  record Skipped(String reason) implements Finding {}
}
