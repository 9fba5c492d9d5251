package dev.classify.cli.submit;

import dev.classify.api.AnswerSettings;
import dev.classify.api.BatchLimits;
import dev.classify.budget.Budget;
import dev.classify.budget.Limits;
import java.time.Duration;

/// How many batches have to be under way for a budget of requests to be used up.
///
/// @param batchesMin however fast the answers come
/// @param batchesPerSecond batches that the budget lets through; 0 where nothing depends on it
record InFlightLimit(int batchesMin, double batchesPerSecond) {

  /// Enough to keep workers busy where no model is waited for.
  static final int BATCHES_MIN = 32;

  /// As many as usually fit into what may be under way by their size.
  static final int BATCHES_MAX = 300;

  /// How long a slow answer takes until it is known.
  static final Duration SLOW_ANSWER = Duration.ofSeconds(7);

  /// As many as the user wants, else as many as the pace needs.
  static InFlightLimit of(RunSettings wish, Limits account) {
    return wish.inFlightMax() == null
        ? of(wish.answering(), account)
        : new InFlightLimit(wish.inFlightMax(), 0);
  }

  private static InFlightLimit of(AnswerSettings answering, Limits account) {
    Integer perMinute = answering.jobLimits().and(account).requestsPerMinute();
    int requestsOfABatch = Math.ceilDiv(BatchLimits.ROWS_MAX, answering.rowsPerRequest());
    return new InFlightLimit(
        BATCHES_MIN, perMinute == null ? 0 : perMinute / 60.0 / requestsOfABatch);
  }

  /// By Little's law: batches per second, times the time from the grant to the answer.
  ///
  /// @param answer how long the slowest answer of a batch takes
  int batchesFor(Duration answer) {
    double seconds = Budget.HORIZON.plus(answer).toMillis() / 1e3;
    long needed = (long) Math.ceil(batchesPerSecond * seconds);
    return (int) Math.max(batchesMin, Math.min(needed, BATCHES_MAX));
  }

  /// However long answers take.
  int batchesMax() {
    return batchesPerSecond > 0 ? Math.max(batchesMin, BATCHES_MAX) : batchesMin;
  }
}
