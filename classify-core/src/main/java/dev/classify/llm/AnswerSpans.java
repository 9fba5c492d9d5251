package dev.classify.llm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.taxonomy.AnswerField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

  private final String content;
  private final Map<String, Map<AnswerField, Span>> spans = new HashMap<>();
  private final Set<String> twice = new HashSet<>();

  private AnswerSpans(String content) {
    this.content = content;
  }

  /// The values by echo id. Entries that are cut off, have no id, or share an id are left out.
  public static Map<String, Map<AnswerField, Span>> of(String content) {
    AnswerSpans found = new AnswerSpans(content);
    AnswerScan.entries(content).orElse(List.of()).forEach(found::readEntry);
    found.spans.keySet().removeAll(found.twice);
    return Map.copyOf(found.spans);
  }

  private void readEntry(AnswerScan.Entry entry) {
    try (JsonParser parser = JSON.createParser(content.substring(entry.from(), entry.to()))) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        readEntry(parser, entry.from(), entry.key() == null ? "" : entry.key());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void readEntry(JsonParser parser, int begin, String key) throws IOException {
    Map<AnswerField, Span> values = new EnumMap<>(AnswerField.class);
    String id = key;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
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
      if (name.equals(ModelAnswer.ID)) {
        id = text.strip();
      }
      AnswerField field = field(name);
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
