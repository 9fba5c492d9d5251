package dev.classify.service.llm;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The result of one request. It is also the result of a durable step and written as JSON; no text
/// in it holds the API key, and no method is named like a getter, which JSON would include.
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

  /// The outcome in one word, as the journal and the ledger write it.
  default String word() {
    return Arrays.stream(
            Objects.requireNonNull(LlmOutcome.class.getAnnotation(JsonSubTypes.class)).value())
        .filter(type -> type.value() == getClass())
        .map(JsonSubTypes.Type::name)
        .findFirst()
        .orElseThrow();
  }

  /// The tokens that the request took; null where nobody knows.
  @Nullable LlmUsage usage();

  /// Whether the model said something, usable or not.
  default boolean hasAnswer() {
    return false;
  }

  /// The rate limits in the response.
  default ObservedLimits limits() {
    return ObservedLimits.NONE;
  }

  /// Why the whole job has to stop; null where it can continue.
  default @Nullable String stopReason() {
    return null;
  }

  /// Whether the server may have too many requests in flight.
  default boolean serverFailed() {
    return false;
  }

  /// At least one indicator was answered, well or badly.
  ///
  /// @param items by echo id, one for every indicator that was asked about, in their order
  /// @param usage null where the server does not report it
  record Answered(
      SequencedMap<String, ItemAnswer> items, @Nullable LlmUsage usage, ObservedLimits limits)
      implements LlmOutcome {
    public Answered {
      items = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(items));
    }

    @Override
    public boolean hasAnswer() {
      return true;
    }
  }

  /// Too many requests or tokens in too short a time (HTTP 429); not billed.
  ///
  /// @param retryAfterMillis as the server says, else a guess
  record Throttled(long retryAfterMillis, ObservedLimits limits) implements LlmOutcome {
    @Override
    public LlmUsage usage() {
      return LlmUsage.NONE;
    }
  }

  /// The account has nothing left to spend: asking again changes nothing until somebody pays.
  record QuotaExhausted(String message) implements LlmOutcome {
    @Override
    public LlmUsage usage() {
      return LlmUsage.NONE;
    }

    @Override
    public String stopReason() {
      return message;
    }
  }

  /// The settings can never work: a wrong key, model, address or option.
  ///
  /// @param message names the setting and the fix
  record Unusable(String message) implements LlmOutcome {
    @Override
    public LlmUsage usage() {
      return LlmUsage.NONE;
    }

    @Override
    public String stopReason() {
      return message;
    }
  }

  /// More than the model takes, or than the account may send in a minute: fewer indicators may do.
  record TooLarge(String message) implements LlmOutcome {
    @Override
    public LlmUsage usage() {
      return LlmUsage.NONE;
    }
  }

  /// The model or its server refuses to answer this question; others may be answered.
  ///
  /// @param usage null where the server does not report it
  record Refused(String reason, @Nullable LlmUsage usage) implements LlmOutcome {
    @Override
    public boolean hasAnswer() {
      return true;
    }
  }

  /// There is an answer, but no part of it is usable.
  ///
  /// @param usage null where the server does not report it
  record Malformed(String reason, @Nullable LlmUsage usage) implements LlmOutcome {
    @Override
    public boolean hasAnswer() {
      return true;
    }
  }

  /// The server cannot be reached, or fails for now.
  ///
  /// @param pauseMillis as the server says, else a guess for the first retry
  record Unavailable(String reason, long pauseMillis) implements LlmOutcome {
    @Override
    public @Nullable LlmUsage usage() {
      return null;
    }

    @Override
    public boolean serverFailed() {
      return true;
    }
  }

  /// No answer within the timeout; the request may be billed all the same.
  record TimedOut() implements LlmOutcome {
    @Override
    public @Nullable LlmUsage usage() {
      return null;
    }

    @Override
    public boolean serverFailed() {
      return true;
    }
  }

  /// The request was sent, or may have been, by a worker that died before it had the result.
  record Interrupted() implements LlmOutcome {
    @Override
    public @Nullable LlmUsage usage() {
      return null;
    }
  }
}
