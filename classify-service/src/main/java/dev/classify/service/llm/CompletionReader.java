package dev.classify.service.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.http.HttpResponse;
import dev.classify.llm.AnswerMessage;
import dev.classify.llm.ParsedAnswer;
import dev.classify.llm.Question;
import dev.classify.units.CurrencyCodes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the answer to a request. As JSON, not as the classes of the SDK: those refuse what other
/// servers leave out.
record CompletionReader(Question question, ErrorReader errors, CurrencyCodes currencies) {

  private static final JsonMapper JSON = new JsonMapper();

  /// Far more than the most that may be answered; more is no answer.
  private static final int BODY_BYTES_MAX = 8 * 1_048_576;

  LlmReply read(HttpResponse response) throws IOException {
    RateLimitHeaders headers = new RateLimitHeaders(response.headers());
    Optional<String> header = headers.requestId();
    String contentType = headers.first("content-type").orElse("");
    if (contentType.startsWith("text/html")) {
      return reply(errors.notJson(contentType), header);
    }
    JsonNode completion;
    try {
      completion = JSON.readTree(response.body().readNBytes(BODY_BYTES_MAX));
    } catch (JsonProcessingException _) {
      return reply(
          new LlmOutcome.Malformed("the response is no JSON, or only the beginning of it", null),
          header);
    }
    return reply(
        read(completion, headers.limits()),
        header.or(() -> Optional.ofNullable(completion.path("id").textValue())));
  }

  private LlmReply reply(LlmOutcome outcome, Optional<String> id) {
    return new LlmReply(outcome, id.map(errors::shown).orElse(null));
  }

  private LlmOutcome read(JsonNode completion, ObservedLimits limits) {
    LlmUsage usage = usage(completion);
    if (completion.path("choices").isEmpty() && completion.hasNonNull("error")) {
      return errors.insteadOfAnswer(completion.at("/error/message").asText("an error"));
    }
    JsonNode choice = completion.at("/choices/0");
    JsonNode message = choice.path("message");
    String finish = choice.path("finish_reason").asText("");
    if (message.path("refusal").isTextual()) {
      return new LlmOutcome.Refused(errors.shown(message.path("refusal").textValue()), usage);
    }
    if (finish.equals("content_filter")) {
      return new LlmOutcome.Refused("the answer was held back by a content filter", usage);
    }
    String content = text(message.path("content"));
    Optional<List<ParsedAnswer>> readings = AnswerMessage.read(content, currencies);
    if (readings.isPresent()) {
      var probabilities = TokenProbabilities.of(content, choice.at("/logprobs/content"));
      return new LlmOutcome.Answered(
          ItemMatcher.match(question, readings.get(), probabilities), usage, limits);
    }
    return new LlmOutcome.Malformed(
        finish.equals("length")
            ? "the answer was cut off before the first indicator was answered"
            : "the answer is no JSON of the form asked for",
        usage);
  }

  /// Some servers give it in parts, as it may be given to them.
  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return text.toString();
  }

  private static @Nullable LlmUsage usage(JsonNode completion) {
    JsonNode usage = completion.path("usage");
    if (!usage.path("prompt_tokens").isNumber()) {
      return null;
    }
    return new LlmUsage(
        usage.path("prompt_tokens").longValue(),
        usage.at("/prompt_tokens_details/cached_tokens").asLong(0),
        usage.path("completion_tokens").asLong(0),
        completion.path("service_tier").textValue());
  }
}
