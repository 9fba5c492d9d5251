package dev.classify.api;

/// Requests durable steps that do nothing.
///
/// @param steps from 1 to [#STEPS_MAX], one after another
public record TraceRequest(int steps) {

  /// Enough to run on every worker of a cluster several times.
  public static final int STEPS_MAX = 20;

  public TraceRequest {
    if (steps < 1 || steps > STEPS_MAX) {
      throw new IllegalArgumentException("steps is a number from 1 to " + STEPS_MAX);
    }
  }
}
