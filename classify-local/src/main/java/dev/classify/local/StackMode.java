package dev.classify.local;

/// How long a stack lives.
public enum StackMode {
  /// As long as the process that started it, however that one ends.
  ATTACHED,
  /// Until it is stopped.
  DETACHED
}
