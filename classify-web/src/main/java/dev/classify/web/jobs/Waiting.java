package dev.classify.web.jobs;

import dev.classify.store.budget.JobActivity;
import dev.classify.store.budget.WaitReason;
import org.jspecify.annotations.Nullable;

/// What a job that has not ended waits for.
///
/// @param waits in words; null if it waits for nothing that is known
/// @param requestsPerMinuteMax its own limit; null for none, or if it sent nothing lately
record Waiting(@Nullable String waits, @Nullable Integer requestsPerMinuteMax) {

  static final Waiting UNKNOWN = new Waiting(null, null);

  /// How the reasons name the command that resumes a job.
  private static final String COMMAND = "classify";

  static Waiting of(String jobId, JobActivity activity) {
    return new Waiting(
        WaitReason.of(jobId, activity, COMMAND).map(WaitReason::toString).orElse(null),
        activity.requestsPerMinute());
  }
}
