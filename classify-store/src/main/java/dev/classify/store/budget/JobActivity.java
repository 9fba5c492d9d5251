package dev.classify.store.budget;

import dev.classify.budget.SharedBudget;
import dev.classify.store.jobs.Job;
import dev.classify.store.providerbatch.FileProgress;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a job does at this moment, and what it waits for.
///
/// @param stopReason null if the job is not stopped
/// @param pauseReason null if the job is not paused
/// @param capUsd what it may spend; null for no limit
/// @param capUsedUp whether the spent and the reserved part leave no room for its largest
///     request of the last minute, or for its latest one
/// @param sentLastMinute its requests of the last minute
/// @param requestsPerMinute its own limit; null for none
/// @param rulesAfterSeconds how long it waits for a model that fails before it takes the answers of
///     the rules; null where it waits on
/// @param noRoom whether its latest request was refused because the provider has no room at flex,
///     and none was answered in the last minute
/// @param troubled its models whose server fails or whose provider holds requests back, if they
///     were used in the last minute
/// @param awaitedJob another job that is asking about contents which this one waits for, with no
///     request of its own in flight; null for none
/// @param files what it waits for at the provider's Batch API
public record JobActivity(
    Job.State state,
    @Nullable String stopReason,
    @Nullable String pauseReason,
    @Nullable BigDecimal capUsd,
    boolean capUsedUp,
    long sentLastMinute,
    @Nullable Integer requestsPerMinute,
    @Nullable Long rulesAfterSeconds,
    boolean noRoom,
    List<ModelState> troubled,
    @Nullable String awaitedJob,
    FileProgress.Waiting files) {

  public JobActivity {
    troubled = List.copyOf(troubled);
  }

  /// The shared state of a model.
  ///
  /// @param nowMillis by the clock of the database, which its times refer to
  public record ModelState(String model, SharedBudget state, long nowMillis) {}
}
