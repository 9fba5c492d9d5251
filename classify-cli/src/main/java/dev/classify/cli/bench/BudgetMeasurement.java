package dev.classify.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The result of a case.
///
/// @param requests that arrived at the provider
/// @param mostInAMinute the most of them in any sixty seconds
/// @param perSecond how many arrived in each second
/// @param used requests from second 60 to the last one
/// @param allowed as many as the budget allows in that time
/// @param throttled requests that the provider refused for its own limit, which is the same budget
/// @param rowsPerMinute rows per minute from the first batch to the last stored row
/// @param unanswered rows without an answer
public record BudgetMeasurement(
    BudgetCase of,
    long requests,
    int mostInAMinute,
    List<Integer> perSecond,
    long used,
    double allowed,
    long throttled,
    double rowsPerMinute,
    long unanswered) {

  public BudgetMeasurement {
    perSecond = List.copyOf(perSecond);
  }

  /// The share of the budget that must be used at least.
  private static final double USED_SHARE_MIN = 0.98;

  /// With so few requests a single one is more than the part that may be left.
  private static final int FEW = 100;

  /// The program that this one follows classifies so many at a pace of a thousand requests; its
  /// cluster command was run with a model that answers at once.
  private static final int ORIGINAL_AT_1000 = 129;

  private static final int TIMES_THE_ORIGINAL = 25;

  /// The part of the budget that was used.
  public double usedShare() {
    return allowed == 0 ? 0 : used / allowed;
  }

  /// What the original comes to with this budget; empty where that was not measured.
  public OptionalInt originalPerMinute() {
    return of.requestsPerMinute() == 1_000 ? OptionalInt.of(ORIGINAL_AT_1000) : OptionalInt.empty();
  }

  /// The expectations that do not hold; empty if all do.
  public List<String> violations() {
    List<String> broken = new ArrayList<>();
    if (mostInAMinute > of.requestsPerMinute()) {
      broken.add("more than the budget in sixty seconds");
    }
    boolean nobodyCouldSend = of.killWorker() && of.workers() == 1;
    double atLeast = of.requestsPerMinute() < FEW ? allowed - 1 : allowed * USED_SHARE_MIN;
    if (used < Math.floor(atLeast) && !nobodyCouldSend) {
      broken.add("less than 98 % of the budget used");
    }
    if (unanswered > 0) {
      broken.add(unanswered + " rows without an answer");
    }
    if (originalPerMinute().isPresent()
        && of.rowsPerRequest() >= 10
        && !nobodyCouldSend
        && rowsPerMinute < TIMES_THE_ORIGINAL * (double) ORIGINAL_AT_1000) {
      broken.add("less than 25 times the original");
    }
    return broken;
  }
}
