package dev.classify.store.budget;

import org.jspecify.annotations.Nullable;

/// Whether requests of a job may be sent.
///
/// @param stopReason why none will be sent any more; null where the job is not stopped
/// @param pauseReason why they wait until somebody resumes the job; null where it is not paused
/// @param modelFailure why the job takes the answers of the rules and no longer waits for its
///     model; null where it waits
public record JobGate(
    @Nullable String stopReason, @Nullable String pauseReason, @Nullable String modelFailure) {

  static final JobGate MISSING =
      new JobGate("the job is no longer in the table of jobs", null, null);
}
