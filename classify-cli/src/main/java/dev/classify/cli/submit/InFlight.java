package dev.classify.cli.submit;

import dev.classify.api.AnswerSettings;
import dev.classify.api.BatchLimits;
import dev.classify.budget.Budget;
import dev.classify.budget.Limits;
import java.time.Duration;

/// How many batches have to be under way for a budget of requests to be used up.
///
/// @param least however fast the answers come
/// @param perSecond batches that the budget lets through; 0 where nothing depends on it
record InFlight(int least, double perSecond) {

  /// Enough to keep workers busy where no model is waited for.
  static final int LEAST = 32;

  /// As many as usually fit into what may be under way by their size.
  static final int MOST = 300;

  /// How long a slow answer takes until it is known.
  static final Duration ANSWER = Duration.ofSeconds(7);

  /// As many as the user wants, else as many as the pace needs.
  static InFlight of(RunWish wish, Limits account) {
    return wish.inFlightMax() == null
        ? of(wish.answering(), account)
        : new InFlight(wish.inFlightMax(), 0);
  }

  private static InFlight of(AnswerSettings answering, Limits account) {
    Integer perMinute = answering.jobLimits().and(account).requestsPerMinute();
    int requestsOfABatch = Math.ceilDiv(BatchLimits.ROWS_MAX, answering.indicatorsMax());
    return new InFlight(LEAST, perMinute == null ? 0 : perMinute / 60.0 / requestsOfABatch);
  }

  /// By Little's law: batches per second, times the time from the grant to the answer.
  ///
  /// @param answer how long the slowest answer of a batch takes
  int at(Duration answer) {
    double seconds = Budget.HORIZON.plus(answer).toMillis() / 1e3;
    long needed = (long) Math.ceil(perSecond * seconds);
    return (int) Math.max(least, Math.min(needed, MOST));
  }

  /// However long answers take.
  int most() {
    return perSecond > 0 ? Math.max(least, MOST) : least;
  }
}
