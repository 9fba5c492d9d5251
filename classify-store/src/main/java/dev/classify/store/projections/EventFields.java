package dev.classify.store.projections;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.taxonomy.AnswerField;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Reads payloads as keys and numbers of tables, in which nothing is null.
final class EventFields {

  private EventFields() {}

  /// Empty for null.
  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /// Empty if the payload has no such text.
  static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : "";
  }

  /// The values of an answer in the order of the fields, with a bar between them.
  static String values(JsonNode values) {
    StringJoiner joined = new StringJoiner("|");
    for (AnswerField field : AnswerField.values()) {
      joined.add(value(values, field));
    }
    return joined.toString();
  }

  /// The value of a field. The bar is left out, because it separates values.
  static String value(JsonNode values, AnswerField field) {
    JsonNode value = values.path(field.column());
    if (value.isTextual()) {
      return value.textValue().replace('|', ' ');
    }
    return field == AnswerField.CURRENCY ? AnswerField.NO_CURRENCY : "unknown";
  }

  /// 0 if the payload has no such number.
  static long number(JsonNode value) {
    return value.isNumber() ? value.longValue() : 0;
  }

  /// 0 if the payload has no such amount.
  static BigDecimal amount(JsonNode value) {
    return value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
  }

  static String minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /// Who answered a row, as tables name it: a model, `rules` or `people`.
  static String answeredBy(JsonNode payload) {
    String model = text(payload.path("model"));
    return model.isEmpty() ? "rules" : model;
  }
}
