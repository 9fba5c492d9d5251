package dev.classify.store.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happened to an indicator, or the end of an LLM request (docs/projections.md has the
/// payloads).
///
/// @param position global, growing, with gaps
/// @param at when it was appended
/// @param subject the indicator; of a request the request
/// @param jobId null where none is known
/// @param hash of the subject, not negative
public record Event(
    long position,
    Instant at,
    Kind kind,
    String subject,
    @Nullable String jobId,
    int hash,
    JsonNode payload) {

  /// What an event tells.
  public enum Kind {
    /// The rules, a model or a stand-in answered.
    ANSWERED,
    /// A row ended without an answer.
    REJECTED,
    /// A person accepted, corrected or rejected an answer, or took that back.
    CORRECTED,
    /// A request to a model ended, answered or not.
    LLM_REQUEST
  }

  /// The partition of the event.
  public int partition(int partitions) {
    return hash % partitions;
  }
}
