package dev.classify.cli.submit;

import dev.classify.api.AnswerSettings;
import dev.classify.api.BatchLimits;
import dev.classify.budget.Budget;
import dev.classify.budget.Limits;
import java.time.Duration;

/// How many batches must be in flight for a run to use its whole rate limit.
///
/// @param batchesMin used even if answers come at once
/// @param batchesPerSecond batches that the rate limit allows per second; 0 without a limit
public record InFlightLimit(int batchesMin, double batchesPerSecond) {

  /// Enough to keep the workers busy when no model is asked.
  static final int BATCHES_MIN = 32;

  /// As many as usually fit into the limit on bytes in flight.
  public static final int BATCHES_MAX = 300;

  /// How long a slow answer takes, assumed until the ledger shows it.
  static final Duration SLOW_ANSWER = Duration.ofSeconds(7);

  /// As many as the user asks for, else as many as the rate limit needs.
  static InFlightLimit of(RunSettings settings, Limits account) {
    return settings.inFlightMax() == null
        ? of(settings.answering(), account)
        : new InFlightLimit(settings.inFlightMax(), 0);
  }

  /// For requests in files: each batch in flight has its lines in the first file rather than in a
  /// later one, which may take as long again.
  static InFlightLimit inFiles(RunSettings settings) {
    return new InFlightLimit(
        settings.inFlightMax() == null ? BATCHES_MAX : settings.inFlightMax(), 0);
  }

  private static InFlightLimit of(AnswerSettings answering, Limits account) {
    Integer perMinute = answering.jobLimits().and(account).requestsPerMinute();
    int requestsOfABatch = Math.ceilDiv(BatchLimits.ROWS_MAX, answering.rowsPerRequest());
    return new InFlightLimit(
        BATCHES_MIN, perMinute == null ? 0 : perMinute / 60.0 / requestsOfABatch);
  }

  /// By Little's law: batches per second, times the time from the grant to the answer.
  ///
  /// @param answer latency of the slowest answer of a batch
  int batchesFor(Duration answer) {
    double seconds = Budget.HORIZON.plus(answer).toMillis() / 1e3;
    long needed = (long) Math.ceil(batchesPerSecond * seconds);
    return (int) Math.max(batchesMin, Math.min(needed, BATCHES_MAX));
  }

  /// The upper bound, whatever the latency.
  int batchesMax() {
    return batchesPerSecond > 0 ? Math.max(batchesMin, BATCHES_MAX) : batchesMin;
  }
}
