package dev.classify.budget;

import java.util.Collection;
import java.util.List;

/// The equal share of the account's limits that each active job may use.
final class FairShare {

  private FairShare() {}

  /// The part for the asking job, more than 0 and at most 1. What jobs with a low limit of their
  /// own cannot use is divided among the others.
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

  /// The largest part of the account that a job can use.
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
      double largest = job.sharePace().largestTokens();
      most =
          requests == null || largest == 0 ? most : Math.min(most, requests * largest / ofAccount);
    }
    return most;
  }
}
