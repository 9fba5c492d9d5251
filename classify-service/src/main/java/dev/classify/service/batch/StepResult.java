package dev.classify.service.batch;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.classify.service.llm.LlmOutcome;

/// What came of the step that was to send a request, as the journal keeps it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StepResult.Completed.class, name = "came"),
  @JsonSubTypes.Type(value = StepResult.TooLate.class, name = "too-late"),
  @JsonSubTypes.Type(value = StepResult.Held.class, name = "held"),
  @JsonSubTypes.Type(value = StepResult.JobStopped.class, name = "job-stopped"),
  @JsonSubTypes.Type(value = StepResult.NoRoomYet.class, name = "no-room-yet")
})
sealed interface StepResult {

  /// It was sent, now or by an earlier try.
  ///
  /// @param tokensBeyondEstimate tokens that it took beyond the estimate; negative for fewer
  /// @param endedAtMillis the worker's clock at its end, milliseconds of the Unix epoch
  record Completed(LlmOutcome outcome, long tokensBeyondEstimate, long endedAtMillis)
      implements StepResult {}

  /// The grant was void before it could be sent.
  record TooLate() implements StepResult {}

  /// The provider wanted no requests before it could be sent.
  ///
  /// @param millis for which it still does not
  record Held(long millis) implements StepResult {}

  /// The job was stopped before it could be sent.
  record JobStopped(String reason) implements StepResult {}

  /// What is left of the job's budget is taken by requests under way.
  record NoRoomYet() implements StepResult {}
}
