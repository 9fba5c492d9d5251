package dev.classify.llm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.taxonomy.AnswerField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One JSON value in the content of a message, and the entries of answers in it.
///
/// @param from the position of its first character
/// @param to behind its last one, or where it could no longer be read
/// @param whole whether it ends properly
/// @param asAsked whether it has the form `{"answers":[...]}`
/// @param entries that are complete, in their order
record JsonValue(int from, int to, boolean whole, boolean asAsked, List<Part> entries) {

  /// @param key the number under which it stands; null elsewhere
  record Part(int from, int to, @Nullable String key) {}

  private static final JsonMapper JSON = new JsonMapper();

  /// An object elsewhere than under the key asked for is an entry only with this many fields, so
  /// that a repeated question is none.
  private static final int FIELDS_MIN = 3;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  /// Reads the value that begins here.
  static JsonValue read(String content, int from) {
    Walk walk = new Walk(from);
    try (JsonParser parser = JSON.createParser(content.substring(from))) {
      walk.parser = parser;
      walk.root();
      return walk.value(from + (int) parser.currentLocation().getCharOffset(), true);
    } catch (IOException _) {
      return walk.value(from, false);
    }
  }

  /// Whether it answers anything, or says that there is nothing to answer.
  boolean isAnswer() {
    return !entries.isEmpty() || (asAsked && whole);
  }

  private static final class Walk {

    private final int from;
    private final List<Part> entries = new ArrayList<>();
    private boolean asAsked;
    @Nullable JsonParser parser;

    Walk(int from) {
      this.from = from;
    }

    JsonValue value(int to, boolean whole) {
      return new JsonValue(from, to, whole, asAsked, List.copyOf(entries));
    }

    private JsonParser parser() {
      if (parser == null) {
        throw new IllegalStateException("nothing is read yet");
      }
      return parser;
    }

    void root() throws IOException {
      JsonToken token = parser().nextToken();
      if (token == JsonToken.START_OBJECT) {
        object(null, true);
      } else {
        array();
      }
    }

    /// @param key under which the object stands
    private void object(@Nullable String key, boolean root) throws IOException {
      int begin = begin();
      int fields = 0;
      boolean hasId = false;
      while (parser().nextToken() == JsonToken.FIELD_NAME) {
        String name = parser().currentName();
        hasId |= name.equals(ModelAnswer.ID);
        fields += isField(name) ? 1 : 0;
        JsonToken value = parser().nextToken();
        if (value == JsonToken.START_ARRAY && root && name.equals(AnswerMessage.KEY)) {
          answers();
        } else if (value == JsonToken.START_ARRAY) {
          array();
        } else if (value == JsonToken.START_OBJECT) {
          object(name, false);
        }
      }
      boolean numbered = key != null && NUMBER.matcher(key).matches();
      if (fields >= FIELDS_MIN && (hasId || numbered)) {
        entries.add(new Part(begin, end(), hasId ? null : key));
      }
    }

    private void array() throws IOException {
      JsonToken token = parser().nextToken();
      while (token != null && token != JsonToken.END_ARRAY) {
        if (token == JsonToken.START_OBJECT) {
          object(null, false);
        } else if (token == JsonToken.START_ARRAY) {
          array();
        }
        token = parser().nextToken();
      }
    }

    /// Whatever stands here is meant as an entry.
    private void answers() throws IOException {
      asAsked = true;
      JsonToken token = parser().nextToken();
      while (token != null && token != JsonToken.END_ARRAY) {
        int begin = begin();
        parser().skipChildren();
        // The parser is behind a scalar only once its text has been read.
        String unused = parser().getText();
        entries.add(new Part(begin, end(), null));
        token = parser().nextToken();
      }
    }

    private int begin() {
      return from + (int) parser().currentTokenLocation().getCharOffset();
    }

    private int end() {
      return from + (int) parser().currentLocation().getCharOffset();
    }

    private static boolean isField(String name) {
      for (AnswerField field : AnswerField.values()) {
        if (field.column().equals(name)) {
          return true;
        }
      }
      return false;
    }
  }
}
