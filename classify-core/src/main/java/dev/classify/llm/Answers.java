package dev.classify.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The content of a model's message: `{"answers":[{"id":"1", ...}]}`, in any order.
public final class Answers {

  /// The one key of the object.
  public static final String KEY = "answers";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Answers() {}

  public static ObjectNode write(List<Answer> answers) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode entries = json.putArray(KEY);
    answers.forEach(answer -> entries.add(answer.write()));
    return json;
  }

  /// Reads the content of a message entry by entry, so that a bad one costs no other.
  ///
  /// @return empty where the content as a whole is no such object
  public static Optional<List<AnswerReading>> read(String content) {
    JsonNode entries;
    try {
      entries = JSON.readTree(content).path(KEY);
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
    if (!entries.isArray()) {
      return Optional.empty();
    }
    List<AnswerReading> readings = new ArrayList<>();
    entries.forEach(entry -> readings.add(new AnswerReader(entry).read()));
    return Optional.of(List.copyOf(readings));
  }
}
