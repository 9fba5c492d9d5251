package dev.classify.llm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The indicators of one request: `{"indicators":[{"id":"1", ...}]}`, the one JSON object of the
/// last user message. The instructions stand in the system message, the same in every request.
///
/// @param indicators with distinct echo ids
public record Question(List<AskedIndicator> indicators) {

  static final String INDICATORS = "indicators";

  private static final JsonMapper JSON = new JsonMapper();

  /// Inside a JSON string quotes are escaped, so no field of an indicator can match.
  private static final Pattern BEGIN = Pattern.compile("\\{\\s*\"" + INDICATORS + "\"\\s*:");

  public Question {
    indicators = List.copyOf(indicators);
    Set<String> ids = new HashSet<>();
    for (AskedIndicator asked : indicators) {
      if (!ids.add(asked.id())) {
        throw new IllegalArgumentException("two indicators with the echo id " + asked.id());
      }
    }
  }

  /// The JSON object, without whitespace.
  public String write() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode entries = json.putArray(INDICATORS);
    indicators.forEach(asked -> entries.add(asked.write()));
    return json.toString();
  }

  /// Finds the question in a message, ignoring text around it. Entries that are not indicators are
  /// left out, and the first of two with the same id counts.
  public static Optional<Question> find(String message) {
    Matcher begin = BEGIN.matcher(message);
    if (!begin.find()) {
      return Optional.empty();
    }
    try (JsonParser parser = JSON.createParser(message.substring(begin.start()))) {
      JsonNode json = JSON.readTree(parser);
      List<AskedIndicator> found = new ArrayList<>();
      Set<String> ids = new HashSet<>();
      for (JsonNode entry : json.path(INDICATORS)) {
        AskedIndicator.read(entry).filter(asked -> ids.add(asked.id())).ifPresent(found::add);
      }
      return Optional.of(new Question(found));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
