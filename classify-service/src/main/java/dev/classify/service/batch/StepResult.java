package dev.classify.service.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.classify.service.llm.LlmOutcome;

/// The result of a request step, as the journal keeps it. The JSON names are those of the journals
/// that already exist.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StepResult.Completed.class, name = "came"),
  @JsonSubTypes.Type(value = StepResult.TooLate.class, name = "too-late"),
  @JsonSubTypes.Type(value = StepResult.Held.class, name = "held"),
  @JsonSubTypes.Type(value = StepResult.JobStopped.class, name = "job-stopped"),
  @JsonSubTypes.Type(value = StepResult.NoRoomYet.class, name = "no-room-yet")
})
sealed interface StepResult {

  /// The request was sent, or may have been sent by an earlier try.
  ///
  /// @param tokensBeyondEstimate tokens that it took beyond the estimate; negative for fewer
  /// @param endedAtMillis the worker's clock at its end, milliseconds of the Unix epoch
  record Completed(
      LlmOutcome outcome,
      @JsonProperty("tokensBeyond") long tokensBeyondEstimate,
      @JsonProperty("at") long endedAtMillis)
      implements StepResult {}

  /// The grant expired before the request could be sent.
  record TooLate() implements StepResult {}

  /// The model is on hold, because the provider accepts no requests.
  ///
  /// @param millis until the hold ends
  record Held(long millis) implements StepResult {}

  /// The job is stopped; nothing was entered by this try.
  record JobStopped(String reason) implements StepResult {}

  /// The cost cap has no room until requests in flight end.
  record NoRoomYet() implements StepResult {}
}
