package dev.classify.service.llm;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The result of one request. It is also kept in the ledger as JSON; no text
/// in it holds the API key, and no method is named like a getter, which JSON would include.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LlmOutcome.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = LlmOutcome.Throttled.class, name = "throttled"),
  @JsonSubTypes.Type(value = LlmOutcome.NoRoom.class, name = "no-room"),
  @JsonSubTypes.Type(value = LlmOutcome.QuotaExhausted.class, name = "quota-exhausted"),
  @JsonSubTypes.Type(value = LlmOutcome.Unusable.class, name = "unusable"),
  @JsonSubTypes.Type(value = LlmOutcome.TooLarge.class, name = "too-large"),
  @JsonSubTypes.Type(value = LlmOutcome.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = LlmOutcome.Malformed.class, name = "malformed"),
  @JsonSubTypes.Type(value = LlmOutcome.CutOff.class, name = "cut-off"),
  @JsonSubTypes.Type(value = LlmOutcome.Unavailable.class, name = "unavailable"),
  @JsonSubTypes.Type(value = LlmOutcome.WebPage.class, name = "web-page"),
  @JsonSubTypes.Type(value = LlmOutcome.TimedOut.class, name = "timed-out"),
  @JsonSubTypes.Type(value = LlmOutcome.WaitedTooLong.class, name = "waited-too-long")
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

  /// Why the request brought less than it asked for, as one line for a person of at most
  /// [#DETAIL_CHARACTERS]; null where there is nothing to say.
  @Nullable String detail();

  /// The longest [#detail].
  int DETAIL_CHARACTERS = 300;

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

    /// How many indicators have no valid answer and what is wrong with the first of them, and how
    /// many were read leniently.
    @Override
    public @Nullable String detail() {
      return AnsweredDetail.of(items.values()).map(LlmOutcome::line).orElse(null);
    }

    @Override
    public boolean hasAnswer() {
      return true;
    }
  }

  /// Too many requests or tokens in too short a time (HTTP 429); not billed.
  ///
  /// @param retryAfterMillis as the server says, else a guess
  /// @param message what the provider says; empty in an older journal
  record Throttled(
      long retryAfterMillis,
      ObservedLimits limits,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String message)
      implements LlmOutcome {
    /// Of a provider that gives no reason.
    public Throttled(long retryAfterMillis, ObservedLimits limits) {
      this(retryAfterMillis, limits, "");
    }

    @JsonCreator
    static Throttled read(
        @JsonProperty("retryAfterMillis") long retryAfterMillis,
        @JsonProperty("limits") ObservedLimits limits,
        @JsonProperty("message") @Nullable String message) {
      return new Throttled(retryAfterMillis, limits, message == null ? "" : message);
    }

    @Override
    public String detail() {
      return message.isEmpty() ? "the provider throttles" : line(message);
    }

    @Override
    public LlmUsage usage() {
      return LlmUsage.NONE;
    }
  }

  /// The provider has no room at flex for now; not billed. It may have at other tiers.
  ///
  /// @param pauseMillis as the server says, else a guess
  record NoRoom(String reason, long pauseMillis) implements LlmOutcome {
    @Override
    public String detail() {
      return line(reason);
    }

    @Override
    public LlmUsage usage() {
      return LlmUsage.NONE;
    }
  }

  /// The account has nothing left to spend: asking again changes nothing until somebody pays.
  record QuotaExhausted(String message) implements LlmOutcome {
    @Override
    public String detail() {
      return line(message);
    }

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
    public String detail() {
      return line(message);
    }

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
    public String detail() {
      return line(message);
    }

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
    public String detail() {
      return line(reason);
    }

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
    public String detail() {
      return line(reason);
    }

    @Override
    public boolean hasAnswer() {
      return true;
    }
  }

  /// The limit of the answer was used up before the first indicator was answered: by thinking, most
  /// often. The same question with a higher limit may be answered.
  ///
  /// @param answerTokensMax the limit that the request set
  /// @param usage null where the server does not report it
  record CutOff(long answerTokensMax, @Nullable LlmUsage usage) implements LlmOutcome {

    private static final long RAISED_MIN = 8_192;

    private static final int RAISED_BY = 4;

    /// The limit to ask again with, for [LlmRequest#withAnswerTokensMax]; empty where a higher one
    /// promises nothing, so that only fewer indicators can help.
    public OptionalLong raisedAnswerTokensMax() {
      long used = usage == null ? 0 : usage.completionTokens();
      long raised = Math.max(RAISED_MIN, RAISED_BY * Math.max(answerTokensMax, used));
      return answerTokensMax >= ReasoningRoom.ANSWER_TOKENS_MAX
          ? OptionalLong.empty()
          : OptionalLong.of(Math.min(raised, ReasoningRoom.ANSWER_TOKENS_MAX));
    }

    @Override
    public String detail() {
      return "the limit of %d answer tokens was used up before the first answer"
          .formatted(answerTokensMax);
    }

    @Override
    public boolean hasAnswer() {
      return true;
    }
  }

  /// The server cannot be reached, or fails for now.
  ///
  /// @param reason a short sentence for a progress line
  /// @param pauseMillis as the server says, else a guess for the first retry
  /// @param mayBeBilled false where the request costs nothing: the server did not get all of it,
  ///     refused it, or failed and bills no failures; true in an older journal, which calls it
  ///     `delivered`
  record Unavailable(
      String reason, long pauseMillis, @JsonProperty("delivered") boolean mayBeBilled)
      implements LlmOutcome {
    @JsonCreator
    static Unavailable read(
        @JsonProperty("reason") String reason,
        @JsonProperty("pauseMillis") long pauseMillis,
        @JsonProperty("delivered") @Nullable Boolean mayBeBilled) {
      return new Unavailable(reason, pauseMillis, mayBeBilled == null || mayBeBilled);
    }

    /// The same of a request that may be billed.
    Unavailable billed() {
      return new Unavailable(reason, pauseMillis, true);
    }

    @Override
    public @Nullable LlmUsage usage() {
      return mayBeBilled ? null : LlmUsage.NONE;
    }

    @Override
    public String detail() {
      return line(reason);
    }

    @Override
    public boolean serverFailed() {
      return true;
    }
  }

  /// An HTML page with status 200: the server fails in a way of its own, or the address is that of
  /// another server.
  record WebPage(String reason) implements LlmOutcome {
    @Override
    public @Nullable LlmUsage usage() {
      return null;
    }

    @Override
    public String detail() {
      return line(reason);
    }

    @Override
    public boolean serverFailed() {
      return true;
    }
  }

  /// No answer within the timeout; the request may be billed all the same.
  record TimedOut() implements LlmOutcome {
    @Override
    public String detail() {
      return "no answer within the time allowed";
    }

    @Override
    public @Nullable LlmUsage usage() {
      return null;
    }

    @Override
    public boolean serverFailed() {
      return true;
    }
  }

  /// The server has failed for longer than the job waits for it, which takes other answers instead.
  ///
  /// @param reason how the server fails
  record WaitedTooLong(String reason) implements LlmOutcome {
    @Override
    public String detail() {
      return line(reason);
    }

    @Override
    public LlmUsage usage() {
      return LlmUsage.NONE;
    }
  }

  private static String line(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    int end = Math.min(line.length(), DETAIL_CHARACTERS);
    // Never half of a pair.
    boolean cut = end < line.length() && Character.isHighSurrogate(line.charAt(end - 1));
    return line.substring(0, cut ? end - 1 : end);
  }
}
