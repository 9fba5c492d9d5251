package dev.classify.service.providerbatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.indicator.Indicator;
import dev.classify.llm.AskedIndicator;
import dev.classify.llm.Examples;
import dev.classify.llm.Hints;
import dev.classify.service.llm.BatchedModel;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmReply;
import dev.classify.service.llm.LlmRequest;
import dev.classify.service.llm.LlmUsage;
import java.util.List;
import java.util.Optional;

/// A model whose lines and answers hold nothing but the custom id.
record TestModel() implements BatchedModel {

  static final String NAME = "gpt-6-luna";
  private static final JsonMapper JSON = new JsonMapper();

  static LlmRequest request(String id) {
    return LlmRequest.of(
        id,
        Examples.NONE,
        List.of(AskedIndicator.of("1", Indicator.of("id", "name", "%", null), Hints.NONE)));
  }

  @Override
  public String line(LlmRequest request) {
    return "{\"custom_id\":\"%s\"}".formatted(request.requestId());
  }

  @Override
  public Optional<LlmReply> read(LlmRequest request, JsonNode answered) {
    return switch (answered.path("said").asText()) {
      case "answered" ->
          Optional.of(
              new LlmReply(
                  new LlmOutcome.Refused("as told", new LlmUsage(100, 0, 0, 10, null)), null));
      case "failed" -> Optional.of(new LlmReply(new LlmOutcome.Unavailable("500", 0, false), null));
      default -> Optional.empty();
    };
  }

  static String answered(String customId) {
    return said(customId, "answered");
  }

  static String failed(String customId) {
    return said(customId, "failed");
  }

  static String notRun(String customId, String code) {
    return said(customId, code);
  }

  private static String said(String customId, String said) {
    return "{\"custom_id\":\"%s\",\"said\":\"%s\"}".formatted(customId, said);
  }

  static String customId(String line) {
    try {
      return JSON.readTree(line).path("custom_id").asText();
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
