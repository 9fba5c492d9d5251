package dev.classify.service.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.http.HttpResponse;
import dev.classify.llm.AnswerReading;
import dev.classify.llm.Answers;
import dev.classify.llm.Question;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the answer to a request. As JSON, not as the classes of the SDK: those refuse what other
/// servers leave out.
record CompletionReading(Question question, ErrorReading errors) {

  private static final JsonMapper JSON = new JsonMapper();

  /// Far more than the most that may be answered; more is no answer.
  private static final int BODY_BYTES_MAX = 8 * 1_048_576;

  LlmOutcome read(HttpResponse response) throws IOException {
    RateHeaders headers = new RateHeaders(response.headers());
    String contentType = headers.first("content-type").orElse("");
    if (contentType.startsWith("text/html")) {
      return errors.notJson(contentType);
    }
    JsonNode completion;
    try {
      completion = JSON.readTree(response.body().readNBytes(BODY_BYTES_MAX));
    } catch (JsonProcessingException _) {
      return new LlmOutcome.Malformed("the response is no JSON, or only the beginning of it", null);
    }
    return read(completion, headers.limits());
  }

  private LlmOutcome read(JsonNode completion, ObservedLimits limits) {
    Usage usage = usage(completion);
    JsonNode choice = completion.at("/choices/0");
    JsonNode message = choice.path("message");
    String finish = choice.path("finish_reason").asText("");
    if (message.path("refusal").isTextual()) {
      return new LlmOutcome.Refused(errors.shown(message.path("refusal").textValue()), usage);
    }
    if (finish.equals("content_filter")) {
      return new LlmOutcome.Refused("the answer was held back by a content filter", usage);
    }
    Optional<List<AnswerReading>> readings = Answers.read(message.path("content").asText(""));
    if (readings.isPresent()) {
      return new LlmOutcome.Answered(ItemMatch.of(question, readings.get()), usage, limits);
    }
    return new LlmOutcome.Malformed(
        finish.equals("length")
            ? "the answer was cut off before the first indicator was answered"
            : "the answer is no JSON of the form asked for",
        usage);
  }

  private static @Nullable Usage usage(JsonNode completion) {
    JsonNode usage = completion.path("usage");
    if (!usage.path("prompt_tokens").isNumber()) {
      return null;
    }
    return new Usage(
        usage.path("prompt_tokens").longValue(),
        usage.at("/prompt_tokens_details/cached_tokens").asLong(0),
        usage.path("completion_tokens").asLong(0),
        completion.path("service_tier").textValue());
  }
}
