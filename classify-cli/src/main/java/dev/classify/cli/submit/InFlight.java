package dev.classify.cli.submit;

import dev.classify.api.Answering;
import dev.classify.api.BatchLimits;
import dev.classify.budget.Budget;
import dev.classify.budget.Limits;
import java.time.Duration;

/// How many batches have to be under way for a budget of requests to be used up.
final class InFlight {

  /// Enough to keep workers busy where no model is waited for.
  static final int LEAST = 32;

  static final int MOST = 1_000;

  /// How long the slowest answer of a batch may take before the next batch is missed.
  private static final Duration ANSWER = Duration.ofSeconds(7);

  private InFlight() {}

  /// As many as the user wants, else as many as the pace needs.
  static int of(RunWish wish, Limits account) {
    return wish.inFlightMax() == null ? of(wish.answering(), account) : wish.inFlightMax();
  }

  /// By Little's law: requests per second, times the time from the grant to the answer, over the
  /// requests of a batch.
  static int of(Answering answering, Limits account) {
    Integer perMinute = answering.jobLimits().and(account).requestsPerMinute();
    if (perMinute == null) {
      return LEAST;
    }
    double batchesPerSecond = perMinute / 60.0 / requestsOfABatch(answering);
    long seconds = Budget.HORIZON.plus(ANSWER).toSeconds();
    return Math.clamp((long) Math.ceil(batchesPerSecond * seconds), LEAST, MOST);
  }

  private static int requestsOfABatch(Answering answering) {
    return Math.ceilDiv(BatchLimits.ROWS, answering.indicatorsMax());
  }
}
