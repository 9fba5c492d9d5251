package dev.classify.llm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.taxonomy.AnswerField;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The position of each field of each entry in the content of a model's message.
public final class AnswerSpans {

  private static final JsonMapper JSON = new JsonMapper();

  /// Characters of the content, a string without its quotes.
  ///
  /// @param to behind the last one
  public record Span(int from, int to) {}

  private final JsonParser parser;
  private final int begin;
  private final Map<String, Map<AnswerField, Span>> spans = new HashMap<>();
  private final Set<String> twice = new HashSet<>();

  private AnswerSpans(JsonParser parser, int begin) {
    this.parser = parser;
    this.begin = begin;
  }

  /// The values by echo id. Entries that are cut off, have no id, or share an id are left out.
  public static Map<String, Map<AnswerField, Span>> of(String content) {
    int begin = AnswerMessage.begin(content);
    if (begin < 0) {
      return Map.of();
    }
    try (JsonParser parser = JSON.createParser(content.substring(begin))) {
      AnswerSpans found = new AnswerSpans(parser, begin);
      found.readEntries();
      found.spans.keySet().removeAll(found.twice);
      return Map.copyOf(found.spans);
    } catch (IOException _) {
      return Map.of();
    }
  }

  private void readEntries() throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return;
    }
    try {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        readEntry();
      }
    } catch (IOException _) {
      // The content ends early or is malformed from here; the entries before count.
    }
  }

  private void readEntry() throws IOException {
    Map<AnswerField, Span> values = new EnumMap<>(AnswerField.class);
    String id = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value.isStructStart()) {
        parser.skipChildren();
        continue;
      }
      String text = parser.getText();
      int quote = value == JsonToken.VALUE_STRING ? 1 : 0;
      int from = begin + (int) parser.currentTokenLocation().getCharOffset() + quote;
      // The parser is behind a value only once its text has been read.
      int to = begin + (int) parser.currentLocation().getCharOffset() - quote;
      if (key.equals(ModelAnswer.ID)) {
        id = text;
      }
      AnswerField field = field(key);
      if (field != null) {
        values.put(field, new Span(from, to));
      }
    }
    if (!id.isBlank() && spans.put(id, Map.copyOf(values)) != null) {
      twice.add(id);
    }
  }

  private static @Nullable AnswerField field(String key) {
    for (AnswerField field : AnswerField.values()) {
      if (field.column().equals(key)) {
        return field;
      }
    }
    return null;
  }
}
