package dev.classify.store.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One submission of input with its settings.
///
/// @param source what was read, as the user named it
/// @param generation from 1; raised by a forced run, which classifies everything again
/// @param forced whether this generation still has to answer everything again
/// @param round from 0; raised to ask again for what was rejected
/// @param rowsTotal usable rows of the input
/// @param rowsRefused rows of the input that were not usable and stand in the reject file
/// @param finishedAt when the last batch was known to be stored; null while work is left
/// @param stopReason why no request of it is sent at present; null where it is not stopped
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
    @Nullable String stopReason) {

  /// Where a job stands, as the last command that worked on it left it.
  public enum State {
    RUNNING,
    DETACHED,
    /// None of its LLM requests is sent until a command goes on with it.
    STOPPED,
    COMPLETE
  }
}
