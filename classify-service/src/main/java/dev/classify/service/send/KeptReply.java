package dev.classify.service.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.service.llm.ItemAnswer;
import dev.classify.service.llm.LlmOutcome;

/// The outcome of a request as `llm_replies` keeps it.
public final class KeptReply {

  private static final JsonMapper JSON = new JsonMapper();

  private KeptReply() {}

  public static LlmOutcome read(String reply) {
    try {
      return JSON.readValue(reply, LlmOutcome.class);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("llm_replies holds no reply of this build", fault);
    }
  }

  public static String write(LlmOutcome outcome) {
    try {
      return JSON.writeValueAsString(outcome);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /// Whether an outcome says something about the rows or the job, so that the request is not sent
  /// again.
  public static boolean isFinal(LlmOutcome outcome) {
    return switch (outcome) {
      case LlmOutcome.Throttled _,
          LlmOutcome.NoRoom _,
          LlmOutcome.Unavailable _,
          LlmOutcome.WebPage _,
          LlmOutcome.TimedOut _ ->
          false;
      default -> true;
    };
  }

  /// How many indicators were answered well.
  public static int rowsAnswered(LlmOutcome outcome) {
    return outcome instanceof LlmOutcome.Answered answered
        ? (int)
            answered.items().values().stream().filter(ItemAnswer.Valid.class::isInstance).count()
        : 0;
  }
}
