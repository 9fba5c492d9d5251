package dev.classify.cli.bench;

/// A size of the stack and a model to measure it with.
///
/// @param latencyMillis of the model
/// @param concurrency requests that a worker has in flight at most
public record ScalingCase(int nodes, int workers, int latencyMillis, int concurrency, int rows) {

  /// Rows of a request.
  static final int PER_REQUEST = 10;

  /// Batches of 50 rows, five requests, that are in flight: enough for every worker to be busy.
  int batchesInFlight() {
    return latencyMillis == 0 ? 32 : Math.ceilDiv(2 * workers * concurrency, 5);
  }

  /// What the model and the limit on requests in flight allow; 0 if only the machine limits.
  public double rowsPerSecondMax() {
    return latencyMillis == 0 ? 0 : workers * concurrency * PER_REQUEST * 1_000.0 / latencyMillis;
  }
}
