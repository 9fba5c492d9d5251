package dev.classify.service.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.http.HttpResponse;
import dev.classify.llm.AnswerMessage;
import dev.classify.llm.ParsedAnswer;
import dev.classify.llm.Question;
import dev.classify.units.CurrencyCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the answer to a request. As JSON, not as the classes of the SDK: those refuse what other
/// servers leave out.
///
/// @param answerTokensMax the limit of the answer that the request set
/// @param used the capabilities that the request relied on
record CompletionReader(
    Question question,
    ErrorReader errors,
    CurrencyCodes currencies,
    long answerTokensMax,
    ServerCapabilities used) {

  private static final JsonMapper JSON = new JsonMapper();

  /// Everything besides the answer.
  private static final long FRAME_BYTES = 65_536;

  /// The longest tokens, all of them escaped; more is no answer to what was asked.
  private static final long TOKEN_BYTES = 16;

  /// A token with its probability, as an object of its own.
  private static final long LOGPROB_BYTES = 256;

  private static final long BODY_BYTES_MAX = 8 * 1_048_576;

  LlmReply read(HttpResponse response) {
    RateLimitHeaders headers = new RateLimitHeaders(response.headers());
    Optional<String> header = headers.requestId();
    int bytesMax = bytesMax();
    byte[] body;
    try {
      body = response.body().readNBytes(bytesMax + 1);
    } catch (IOException fault) {
      return reply(errors.brokenOff(fault), header);
    }
    if (body.length > bytesMax) {
      return reply(
          new LlmOutcome.Malformed(
              "the response is longer than %d bytes, far more than was asked for"
                  .formatted(bytesMax),
              null),
          header);
    }
    JsonNode completion;
    try {
      completion = JSON.readTree(body);
    } catch (IOException _) {
      String text = new String(body, StandardCharsets.UTF_8);
      ServerError said = ServerError.read(response.statusCode(), ErrorBodies.json(text));
      return reply(errors.notJson(said), header);
    }
    return reply(
        read(completion, headers),
        header.or(() -> Optional.ofNullable(completion.path("id").textValue())));
  }

  private int bytesMax() {
    long each = TOKEN_BYTES + (used.has(Feature.LOGPROBS) ? LOGPROB_BYTES : 0);
    return (int) Math.min(BODY_BYTES_MAX, FRAME_BYTES + answerTokensMax * each);
  }

  private LlmReply reply(LlmOutcome outcome, Optional<String> id) {
    return new LlmReply(outcome, id.map(errors::shown).orElse(null));
  }

  /// Reads the body of a successful response.
  LlmOutcome read(JsonNode completion, RateLimitHeaders headers) {
    LlmUsage usage = UsageReader.read(completion);
    // Gemini sends errors as an array.
    JsonNode root = completion.isArray() ? completion.path(0) : completion;
    JsonNode choices = root.path("choices");
    if (choices.isEmpty()) {
      boolean begun = usage != null && usage.totalTokens() > 0;
      return root.hasNonNull("error")
          ? failed(root.path("error"), begun, headers)
          : new LlmOutcome.Malformed("the response holds no answer", usage);
    }
    LlmOutcome outcome = read(choices.path(0), usage, headers);
    for (int i = 1; i < choices.size() && !(outcome instanceof LlmOutcome.Answered); i++) {
      outcome = read(choices.path(i), usage, headers);
    }
    return outcome;
  }

  private LlmOutcome read(JsonNode choice, @Nullable LlmUsage usage, RateLimitHeaders headers) {
    JsonNode message = choice.path("message");
    String finish = choice.path("finish_reason").asText("");
    if (choice.hasNonNull("error")) {
      return failed(choice.path("error"), true, headers);
    }
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
          ItemMatcher.match(question, readings.get(), probabilities), usage, headers.limits());
    }
    return finish.equals("length")
        ? new LlmOutcome.CutOff(answerTokensMax, usage)
        : new LlmOutcome.Malformed(
            content.isBlank()
                ? "the answer is empty"
                : "the answer is no JSON of the form asked for",
            usage);
  }

  /// An error that came with HTTP 200.
  ///
  /// @param begun whether the model had begun to answer, which may be billed
  private LlmOutcome failed(JsonNode error, boolean begun, RateLimitHeaders headers) {
    LlmOutcome outcome = errors.read(ServerError.inSuccess(error), new ThrottleReader(headers));
    return begun && outcome instanceof LlmOutcome.Unavailable away ? away.billed() : outcome;
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
}
