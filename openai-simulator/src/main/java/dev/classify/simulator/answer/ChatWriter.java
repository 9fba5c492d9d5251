package dev.classify.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.answer.Completion.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes answers of `/v1/chat/completions`.
final class ChatWriter implements AnswerWriter {

  private static final String DONE = "data: [DONE]\n\n";

  @Override
  public ObjectNode whole(AnswerMetadata head, Completion completion) {
    ObjectNode body = body(head, "chat.completion");
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", completion.content()).put("refusal", completion.refusal());
    message.putArray("annotations");
    choice.set("logprobs", logprobs(head, completion));
    choice.put("finish_reason", reason(completion));
    body.set("usage", usage(completion.usage()));
    return body;
  }

  private static JsonNode logprobs(AnswerMetadata head, Completion completion) {
    if (!head.request().logprobs()) {
      return JsonNodeFactory.instance.nullNode();
    }
    ObjectNode logprobs = JsonNodeFactory.instance.objectNode().putNull("refusal");
    ArrayNode content = logprobs.putArray("content");
    for (Completion.TokenLogprob token : completion.tokens()) {
      byte[] bytes = new byte[token.bytes().size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (int) token.bytes().get(i);
      }
      ObjectNode entry = content.addObject();
      entry.put("token", new String(bytes, StandardCharsets.UTF_8));
      entry.put("logprob", token.logprob());
      ArrayNode numbers = entry.putArray("bytes");
      token.bytes().forEach(numbers::add);
      entry.putArray("top_logprobs");
    }
    return logprobs;
  }

  @Override
  public List<String> events(AnswerMetadata head, Completion completion) {
    boolean refused = completion.finishReason() == Completion.FinishReason.REFUSAL;
    List<String> events = new ArrayList<>();
    ObjectNode first = JsonNodeFactory.instance.objectNode().put("role", "assistant");
    first.put(refused ? "refusal" : "content", "");
    events.add(chunk(head, first, null));
    for (String piece : AnswerWriter.pieces(completion.text())) {
      ObjectNode delta = JsonNodeFactory.instance.objectNode();
      events.add(chunk(head, delta.put(refused ? "refusal" : "content", piece), null));
    }
    events.add(chunk(head, JsonNodeFactory.instance.objectNode(), reason(completion)));
    if (head.request().usageInStream()) {
      ObjectNode last = body(head, "chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage(completion.usage()));
      events.add(event(last));
    }
    events.add(DONE);
    return events;
  }

  private static String chunk(AnswerMetadata head, ObjectNode delta, @Nullable String reason) {
    ObjectNode chunk = body(head, "chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", reason);
    if (head.request().usageInStream()) {
      chunk.putNull("usage");
    }
    return event(chunk);
  }

  private static String event(ObjectNode data) {
    return "data: " + data + "\n\n";
  }

  private static ObjectNode body(AnswerMetadata head, String object) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", "chatcmpl-" + head.id())
        .put("object", object)
        .put("created", head.createdAtSeconds())
        .put("model", head.request().model())
        .put("service_tier", head.request().serviceTier())
        .put("system_fingerprint", "fp_simulator");
  }

  private static String reason(Completion completion) {
    return switch (completion.finishReason()) {
      case STOP, REFUSAL -> "stop";
      case LENGTH -> "length";
    };
  }

  private static ObjectNode usage(Usage usage) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("prompt_tokens", usage.promptTokens())
            .put("completion_tokens", usage.completionTokens())
            .put("total_tokens", usage.promptTokens() + usage.completionTokens());
    json.putObject("prompt_tokens_details")
        .put("cached_tokens", usage.cachedTokens())
        .put("cache_write_tokens", usage.cacheWriteTokens())
        .put("audio_tokens", 0);
    json.putObject("completion_tokens_details")
        .put("reasoning_tokens", 0)
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return json;
  }
}
