package dev.classify.budget;

import java.util.Collection;
import java.util.List;

/// How much of the account's budget a job may use: as much as every other that can use as much.
final class FairShare {

  private FairShare() {}

  /// The part for the one who asks, more than 0 and at most 1.
  ///
  /// What jobs with a low limit of their own cannot use is shared among the others.
  static double of(BudgetAsk ask, Collection<JobPace> others) {
    double left = 1;
    int sharers = others.size() + 1;
    List<Double> lowestFirst =
        others.stream().map(job -> most(job.limits(), ask.accountLimits())).sorted().toList();
    for (double most : lowestFirst) {
      if (most * sharers >= left) {
        break;
      }
      left -= most;
      sharers--;
    }
    return left / sharers;
  }

  /// The most that a job can use of the account's requests.
  private static double most(Limits job, Limits account) {
    if (job.requestsPerMinute() == null || account.requestsPerMinute() == null) {
      return 1;
    }
    return Math.min(1, job.requestsPerMinute() / (double) account.requestsPerMinute());
  }
}
