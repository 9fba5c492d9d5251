package dev.classify.local;

import dev.classify.exit.CommandFailure;

/// What became of a start.
public sealed interface StartResult {

  /// All components are ready.
  record Started(LocalStack stack) implements StartResult {}

  /// Somebody has started it before; it stays when the command that asked ends.
  record AlreadyRunning(LocalStack stack) implements StartResult {}

  /// Nothing runs.
  record Failed(CommandFailure failure) implements StartResult {}
}
