package dev.classify.cli.runner;

/// A run was cancelled, or taken over, before this runner could open its job.
final class TaskWithdrawn extends RuntimeException {

  private static final long serialVersionUID = 1;

  TaskWithdrawn() {
    super("it was cancelled or taken over before its job was open");
  }
}
