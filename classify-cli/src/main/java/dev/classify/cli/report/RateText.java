package dev.classify.cli.report;

import dev.classify.store.budget.JobActivity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The requests of the last minute against the limit of a job.
final class RateText {

  private RateText() {}

  /// The requests, and what they cost.
  ///
  /// @param spentUsd null if it is not known
  static String of(JobActivity activity, @Nullable BigDecimal spentUsd) {
    String limit =
        activity.requestsPerMinute() == null ? "" : " of " + activity.requestsPerMinute();
    return "%d%s requests in the last minute%s"
        .formatted(
            activity.sentLastMinute(),
            limit,
            spentUsd == null ? "" : ", " + EstimateText.dollars(spentUsd) + " spent");
  }
}
