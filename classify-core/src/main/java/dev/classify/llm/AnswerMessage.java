package dev.classify.llm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.units.CurrencyCodes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The content of a model's message: `{"answers":[{"id":"1", ...}]}`, in any order.
public final class AnswerMessage {

  /// The one key of the object.
  public static final String KEY = "answers";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern BEGIN = Pattern.compile("\\{\\s*\"" + KEY + "\"\\s*:");

  /// The end of the reasoning that some models write into their answer. Drafts before it do not
  /// count.
  private static final String THOUGHT = "</think>";

  private AnswerMessage() {}

  public static ObjectNode write(List<ModelAnswer> answers) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode entries = json.putArray(KEY);
    answers.forEach(answer -> entries.add(answer.write()));
    return json;
  }

  /// Reads the content of a message entry by entry, so that a bad entry does not affect the others.
  /// Text around the object is ignored. If the content ends early, the entries before are kept.
  ///
  /// @param currencies that an answer may have
  /// @return empty if the content has no such object
  public static Optional<List<ParsedAnswer>> read(String content, CurrencyCodes currencies) {
    int begin = begin(content);
    if (begin < 0) {
      return Optional.empty();
    }
    List<ParsedAnswer> readings = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(content.substring(begin))) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return Optional.empty();
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        JsonNode entry = JSON.readTree(parser);
        readings.add(new AnswerReader(entry, currencies).read());
      }
    } catch (IOException _) {
      return readings.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(readings));
    }
    return Optional.of(List.copyOf(readings));
  }

  /// Where the entries begin; negative if there are none.
  static int begin(String content) {
    Matcher begin = BEGIN.matcher(content);
    int thought = content.lastIndexOf(THOUGHT);
    boolean found = thought >= 0 && begin.find(thought);
    return found || begin.find(0) ? begin.end() : -1;
  }
}
