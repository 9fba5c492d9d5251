package dev.classify.budget;

import java.util.Collection;
import java.util.List;

/// How much of the account's budget a job may use: as much as every other that can use as much.
final class FairShare {

  private FairShare() {}

  /// The part for the one who asks, more than 0 and at most 1.
  ///
  /// What jobs with a low limit of their own cannot use is shared among the others.
  static double of(GrantRequest ask, Collection<JobPace> others) {
    double left = 1;
    int sharers = others.size() + 1;
    List<Double> lowestFirst =
        others.stream().map(job -> most(job, ask.accountLimits())).sorted().toList();
    for (double most : lowestFirst) {
      if (most * sharers >= left) {
        break;
      }
      left -= most;
      sharers--;
    }
    return left / sharers;
  }

  /// The most that a job can use of the account.
  private static double most(JobPace job, Limits account) {
    double most = 1;
    Integer requests = job.limits().requestsPerMinute();
    Long tokens = job.limits().tokensPerMinute();
    if (requests != null && account.requestsPerMinute() != null) {
      most = Math.min(most, requests / (double) account.requestsPerMinute());
    }
    if (account.tokensPerMinute() != null) {
      double ofAccount = account.tokensPerMinute();
      most = tokens == null ? most : Math.min(most, tokens / ofAccount);
      double largest = job.share().largest();
      most =
          requests == null || largest == 0 ? most : Math.min(most, requests * largest / ofAccount);
    }
    return most;
  }
}
