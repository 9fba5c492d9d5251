package dev.classify.local;

import dev.classify.exit.CommandFailure;

/// The result of a start.
public sealed interface StartResult {

  /// All components are ready.
  record Started(LocalStack stack) implements StartResult {}

  /// It was running before, and keeps running when this command ends.
  record AlreadyRunning(LocalStack stack) implements StartResult {}

  /// Nothing runs.
  record Failed(CommandFailure failure) implements StartResult {}
}
