package dev.classify.cli.bench;

import java.util.Collection;
import java.util.Map;

/// How fast a stack of one size was.
///
/// @param rowsPerSecond from the first batch to the last stored row
/// @param cpuMillisPerRow processor time of all programs but the simulator
/// @param batchSeconds mean time of a batch, from its submission to its result
/// @param rowsByWorker rows of each worker that had any
/// @param rowsByNode rows of the batches that each node was given
/// @param healthPerSecond answers to health requests; NGINX, which several workers have before
///     them, lets 200 of an address through in a second
/// @param healthByWorker answers of each worker
public record ScalingMeasurement(
    ScalingCase of,
    double rowsPerSecond,
    double cpuMillisPerRow,
    double batchSeconds,
    Map<String, Long> rowsByWorker,
    Map<String, Long> rowsByNode,
    double healthPerSecond,
    Map<String, Long> healthByWorker) {

  public ScalingMeasurement {
    rowsByWorker = Map.copyOf(rowsByWorker);
    rowsByNode = Map.copyOf(rowsByNode);
    healthByWorker = Map.copyOf(healthByWorker);
  }

  /// The smallest part against an equal one, from 0 for a part that got nothing to 1.
  ///
  /// @param parts how many there are, also those that got nothing
  public static double evenness(Collection<Long> amounts, int parts) {
    long sum = amounts.stream().mapToLong(Long::longValue).sum();
    long least =
        amounts.size() < parts ? 0 : amounts.stream().mapToLong(Long::longValue).min().orElse(0);
    return sum == 0 ? 0 : least * (double) parts / sum;
  }
}
