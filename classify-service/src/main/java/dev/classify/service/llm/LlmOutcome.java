package dev.classify.service.llm;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What came of one request. It is the result of a durable step, so it can be written as JSON; no
/// text in it holds the API key.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LlmOutcome.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = LlmOutcome.Throttled.class, name = "throttled"),
  @JsonSubTypes.Type(value = LlmOutcome.QuotaExhausted.class, name = "quota-exhausted"),
  @JsonSubTypes.Type(value = LlmOutcome.Unusable.class, name = "unusable"),
  @JsonSubTypes.Type(value = LlmOutcome.TooLarge.class, name = "too-large"),
  @JsonSubTypes.Type(value = LlmOutcome.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = LlmOutcome.Malformed.class, name = "malformed"),
  @JsonSubTypes.Type(value = LlmOutcome.Unavailable.class, name = "unavailable"),
  @JsonSubTypes.Type(value = LlmOutcome.TimedOut.class, name = "timed-out"),
  @JsonSubTypes.Type(value = LlmOutcome.Interrupted.class, name = "interrupted")
})
public sealed interface LlmOutcome {

  /// At least one indicator was answered, well or badly.
  ///
  /// @param items by echo id, one for every indicator that was asked about, in their order
  /// @param usage null where the server does not tell
  record Answered(
      SequencedMap<String, ItemAnswer> items, @Nullable LlmUsage usage, ObservedLimits limits)
      implements LlmOutcome {
    public Answered {
      items = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(items));
    }
  }

  /// Too many requests or tokens in too short a time; not billed.
  ///
  /// @param retryAfterMillis as the server says, else a guess
  record Throttled(long retryAfterMillis, ObservedLimits limits) implements LlmOutcome {}

  /// The account has nothing left to spend: asking again changes nothing until somebody pays.
  record QuotaExhausted(String message) implements LlmOutcome {}

  /// The settings can never work: a wrong key, model, address or option.
  ///
  /// @param message names the setting and what to do about it
  record Unusable(String message) implements LlmOutcome {}

  /// More than the model takes, or than the account may send in a minute: fewer indicators may do.
  record TooLarge(String message) implements LlmOutcome {}

  /// The model or its server will not answer this question, whoever else is answered.
  ///
  /// @param usage null where the server does not tell
  record Refused(String reason, @Nullable LlmUsage usage) implements LlmOutcome {}

  /// There is an answer, of which nothing can be used.
  ///
  /// @param usage null where the server does not tell
  record Malformed(String reason, @Nullable LlmUsage usage) implements LlmOutcome {}

  /// The server cannot be reached, or fails; time cures it.
  ///
  /// @param pauseMillis as the server says, else a guess for the first time
  record Unavailable(String reason, long pauseMillis) implements LlmOutcome {}

  /// No answer within the time allowed; it may be billed all the same.
  record TimedOut() implements LlmOutcome {}

  /// It was sent, or may have been, and nobody is left to learn what came of it.
  record Interrupted() implements LlmOutcome {}
}
