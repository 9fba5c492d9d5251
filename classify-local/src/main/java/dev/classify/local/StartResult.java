package dev.classify.local;

/// What became of a start.
public sealed interface StartResult {

  /// All components are ready.
  record Started(LocalStack stack) implements StartResult {}

  /// Somebody has started it before; it stays when the command that asked ends.
  record AlreadyRunning(LocalStack stack) implements StartResult {}

  /// Nothing runs.
  ///
  /// @param message for the user: what is wrong, the log's last lines, and the mend
  record Failed(String message) implements StartResult {}
}
