package dev.classify.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// What the rules found, passed to the model with the raw fields of an indicator.
///
/// @param tokens values as the answers write them; a field without one is not hinted at
public record Hints(Map<AnswerField, String> tokens) {

  public static final Hints NONE = new Hints(Map.of());

  /// The fields that are read from unit, dates and values. What the series means is left to the
  /// model.
  public static final Set<AnswerField> HINTED =
      Collections.unmodifiableSet(
          EnumSet.of(
              AnswerField.UNIT_TYPE,
              AnswerField.SCALE,
              AnswerField.CURRENCY,
              AnswerField.REPORTING_FREQUENCY,
              AnswerField.CUMULATIVE_PATTERN_TYPE));

  public Hints {
    tokens = Map.copyOf(tokens);
  }

  /// The hints from an answer of the rules.
  public static Hints of(Classification found) {
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : HINTED) {
      field.token(found).ifPresent(token -> tokens.put(field, token));
    }
    return new Hints(tokens);
  }

  static Hints read(JsonNode json) {
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      if (json.path(field.column()).isTextual()) {
        tokens.put(field, json.path(field.column()).textValue());
      }
    }
    return new Hints(tokens);
  }

  ObjectNode write() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (AnswerField field : AnswerField.values()) {
      if (tokens.containsKey(field)) {
        json.put(field.column(), tokens.get(field));
      }
    }
    return json;
  }
}
