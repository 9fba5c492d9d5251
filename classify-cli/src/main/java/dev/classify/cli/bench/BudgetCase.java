package dev.classify.cli.bench;

import dev.classify.api.AnswerSettings;

/// The conditions of one run of [BudgetTrial].
///
/// @param requestsPerMinute the budget
/// @param workers that share it
/// @param rowsPerRequest rows of one LLM request
/// @param latency of the model, as the simulator takes it
/// @param seconds that the run is to last, more than the minute before the measured stretch
/// @param killWorker whether a worker is killed in the measured stretch, and comes back
public record BudgetCase(
    int requestsPerMinute,
    int workers,
    int rowsPerRequest,
    String latency,
    int seconds,
    boolean killWorker) {

  /// From here on requests share less than ten rows unless it is said otherwise: what is measured
  /// is the pace, and rows cost time to make and to store.
  private static final int SINGLE_ROWS_FROM = 10_000;

  /// A window of the budget has to pass before it is measured how much of the budget is used.
  public static final int SECONDS_MIN = 70;

  /// The same with as many rows per request as suit the budget.
  public static int suitableRowsPerRequest(int requestsPerMinute) {
    return requestsPerMinute < SINGLE_ROWS_FROM ? AnswerSettings.ROWS_PER_REQUEST : 1;
  }

  /// As many as the budget lets through in the time.
  int rows() {
    return Math.toIntExact((long) requestsPerMinute * seconds / 60 * rowsPerRequest);
  }
}
