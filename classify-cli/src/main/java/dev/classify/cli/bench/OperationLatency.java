package dev.classify.cli.bench;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// How long the calls of one operation took.
///
/// @param slowest the call that took longest
public record OperationLatency(
    String operation, int calls, Duration p50, Duration p95, Duration max, ApiCall slowest) {

  /// Whether it exports files, which take as long as they have rows.
  public boolean exports() {
    return slowest.alone();
  }

  /// One call.
  record Sample(ApiCall call, Duration time) {}

  /// @param samples of one operation, at least one
  static OperationLatency of(List<Sample> samples) {
    List<Sample> sorted = samples.stream().sorted(Comparator.comparing(Sample::time)).toList();
    Sample slowest = sorted.getLast();
    return new OperationLatency(
        slowest.call().operation(),
        sorted.size(),
        quantile(sorted, 0.5),
        quantile(sorted, 0.95),
        slowest.time(),
        slowest.call());
  }

  /// The time that this share of the calls did not exceed.
  private static Duration quantile(List<Sample> sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1).time();
  }
}
