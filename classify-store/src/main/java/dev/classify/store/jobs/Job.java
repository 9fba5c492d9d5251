package dev.classify.store.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One submission of input with its settings.
///
/// @param source what was read, as the user named it
/// @param generation from 1; a forced run raises it and classifies everything again
/// @param forced whether this generation has yet to classify everything again
/// @param round from 0; a retry raises it and asks again about rejected rows
/// @param rowsTotal usable rows of the input
/// @param rowsRefused unusable rows of the input, listed in the reject file
/// @param finishedAt when the last batch was stored; null while work is left
/// @param stopReason why the job is stopped; null if it is not
/// @param pauseReason why its requests wait until it is resumed; null if it is not paused
/// @param minConfidence from which it keeps answers of the rules; null for the default
public record Job(
    String id,
    String source,
    String provider,
    String answerVersion,
    int generation,
    boolean forced,
    int round,
    State state,
    long rowsTotal,
    long rowsRefused,
    Instant createdAt,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String stopReason,
    @Nullable String pauseReason,
    @Nullable Double minConfidence) {

  /// Whether a person has cancelled the job.
  public boolean cancelled() {
    return state == State.STOPPED && Jobs.CANCELLED.equals(stopReason);
  }

  /// The state in which the last command left a job.
  public enum State {
    RUNNING,
    DETACHED,
    /// No LLM request of the job is sent until a command opens it again.
    STOPPED,
    COMPLETE
  }
}
