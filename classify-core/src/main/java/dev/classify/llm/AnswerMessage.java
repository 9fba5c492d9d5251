package dev.classify.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.units.CurrencyCodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The content of a model's message: `{"answers":[{"id":"1", ...}]}`, in any order.
public final class AnswerMessage {

  /// The one key of the object.
  public static final String KEY = "answers";

  private static final JsonMapper JSON = new JsonMapper();

  private AnswerMessage() {}

  public static ObjectNode write(List<ModelAnswer> answers) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode entries = json.putArray(KEY);
    answers.forEach(answer -> entries.add(answer.write()));
    return json;
  }

  /// Reads the content of a message entry by entry, so that a bad entry does not affect the others.
  /// Text around the object is ignored. If the content ends early, the entries before are kept.
  /// Other forms count as well where nobody can doubt what they say ([Leniency]).
  ///
  /// @param currencies that an answer may have
  /// @return empty if the content has no such object
  public static Optional<List<ParsedAnswer>> read(String content, CurrencyCodes currencies) {
    return AnswerScan.entries(content).map(entries -> read(content, entries, currencies));
  }

  private static List<ParsedAnswer> read(
      String content, List<AnswerScan.Entry> entries, CurrencyCodes currencies) {
    List<ParsedAnswer> readings = new ArrayList<>();
    Map<JsonNode, Integer> valueOf = new HashMap<>();
    for (AnswerScan.Entry entry : entries) {
      JsonNode json = json(content.substring(entry.from(), entry.to()));
      // The same once more in another value is no second answer.
      if (valueOf.computeIfAbsent(json, _ -> entry.value()) == entry.value()) {
        readings.add(new AnswerReader(json, entry, currencies).read());
      }
    }
    return List.copyOf(readings);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("was read before: " + text, impossible);
    }
  }
}
