package dev.classify.cli.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The result of a case.
///
/// @param goodBefore requests of the last minute before the outage that were answered well
/// @param goodAfter the same for each minute from [OutageCase#RECOVERY] after the outage on
/// @param goodPerSecond the same for each second from the first request on
/// @param arrivedDuring requests that arrived during the outage
/// @param mostInAMinute the most requests that arrived in any sixty seconds
/// @param cpuShares the share of a core that each worker used during the outage, by worker
/// @param journal the batch in flight at the end of the outage whose journal exceeds its bound by
///     most or comes closest to it; empty if none was in flight
/// @param undelivered requests that were entered in the ledger during the outage, but for its first
///     two seconds, and never arrived
/// @param heldUsd what those take from a budget in dollars at the end of the outage
/// @param rejected rows that were rejected
/// @param unanswered rows without an answer, those rejected included
/// @param problem why the job could not be done; empty if it could
public record OutageMeasurement(
    OutageCase of,
    int goodBefore,
    List<Integer> goodAfter,
    List<Integer> goodPerSecond,
    int arrivedDuring,
    int mostInAMinute,
    Map<String, Double> cpuShares,
    Optional<BatchJournal> journal,
    int undelivered,
    BigDecimal heldUsd,
    long rejected,
    long unanswered,
    String problem) {

  /// The share of the earlier rate that must be reached after the outage.
  private static final double RECOVERED_SHARE_MIN = 0.9;

  /// The share of the budget that must be used before the outage, so that there is something to
  /// compare with. A busy machine need not reach it.
  private static final double USED_BEFORE_SHARE_MIN = 0.9;

  private static final double CPU_SHARE_MAX = 0.05;

  public OutageMeasurement {
    goodAfter = List.copyOf(goodAfter);
    goodPerSecond = List.copyOf(goodPerSecond);
    cpuShares = Map.copyOf(cpuShares);
  }

  /// The share of the earlier rate in the worst minute after the outage; 0 without an earlier rate.
  public double recoveredShare() {
    int worst = goodAfter.stream().mapToInt(Integer::intValue).min().orElse(0);
    return goodBefore == 0 ? 0 : (double) worst / goodBefore;
  }

  /// The share of a core of the worker that used most.
  public double cpuShareMost() {
    return cpuShares.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /// The expectations that do not hold; empty if all do.
  public List<String> violations() {
    List<String> broken = new ArrayList<>();
    double needed = of.busyLoops() > 0 ? 1 : of.requestsPerMinute() * USED_BEFORE_SHARE_MIN;
    if (goodBefore < Math.floor(needed)) {
      broken.add("only %d good answers in the minute before the outage".formatted(goodBefore));
    }
    for (int minute = 0; minute < goodAfter.size(); minute++) {
      if (goodAfter.get(minute) < Math.floor(goodBefore * RECOVERED_SHARE_MIN)) {
        broken.add(
            "%d good answers in minute %d after the outage, before it %d"
                .formatted(goodAfter.get(minute), minute + 1, goodBefore));
      }
    }
    new TreeMap<>(cpuShares)
        .forEach(
            (worker, share) -> {
              if (of.isIdle() && share > CPU_SHARE_MAX) {
                broken.add(
                    "%s used %.1f %% of a core during the outage".formatted(worker, 100 * share));
              }
            });
    if (mostInAMinute > of.requestsPerMinute()) {
      broken.add(mostInAMinute + " requests in sixty seconds");
    }
    journal
        .filter(worst -> worst.entries() > worst.bound())
        .ifPresent(
            worst ->
                broken.add(
                    "a journal of %d entries after %d requests, at most %d expected"
                        .formatted(worst.entries(), worst.requestsSent(), worst.bound())));
    if (heldUsd.signum() > 0) {
      broken.add(
          "USD %s held for %d requests that never arrived"
              .formatted(heldUsd.stripTrailingZeros().toPlainString(), undelivered));
    }
    if (rejected > 0) {
      broken.add(rejected + " rows rejected");
    }
    if (unanswered > rejected) {
      broken.add((unanswered - rejected) + " rows without an answer");
    }
    if (!problem.isEmpty()) {
      broken.add(problem);
    }
    return broken;
  }
}
