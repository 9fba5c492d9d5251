package dev.classify.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.outcome.FieldDecisions;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Answers as records: those of an export, and those that an evaluation writes.
public final class PredictionJson {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ID = "indicator_id";
  private static final String CONFIDENCE = "confidence";
  private static final String CONFIDENCES = "confidences";
  private static final String DECIDED_BY = "decided_by";

  private PredictionJson() {}

  /// Empty where the record names no indicator or no field.
  ///
  /// @throws IllegalArgumentException where a confidence is none, with the column
  public static Optional<Prediction> read(ObjectNode record) {
    String id = record.path(ID).asText().strip();
    Map<LabelField, String> tokens = new TreeMap<>();
    for (LabelField field : LabelField.all()) {
      JsonNode value = record.get(field.column());
      if (value != null) {
        tokens.put(field, field.written(value.isNull() ? "" : value.asText()));
      }
    }
    return id.isEmpty() || tokens.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Prediction(
                id,
                tokens,
                confidences(record),
                number(CONFIDENCE, record.get(CONFIDENCE)),
                attributes(record)));
  }

  private static Map<SeriesAttribute, String> attributes(ObjectNode record) {
    Map<SeriesAttribute, String> attributes = new EnumMap<>(SeriesAttribute.class);
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      JsonNode value = record.path(attribute.column());
      if (value.isTextual() && !value.asText().isBlank()) {
        attributes.put(attribute, value.asText().strip());
      }
    }
    return attributes;
  }

  /// The record of an answer, which [#read] reads again.
  static ObjectNode write(Prediction prediction) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put(ID, prediction.indicatorId());
    prediction
        .tokens()
        .forEach(
            (field, token) ->
                json.put(
                    field.column(),
                    field.isCurrency() && token.equals(LabelField.NO_CURRENCY) ? null : token));
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      String value = prediction.attributes().get(attribute);
      if (value != null) {
        json.put(attribute.column(), value);
      }
    }
    json.put(CONFIDENCE, prediction.confidence());
    ObjectNode confidences = json.putObject(CONFIDENCES);
    for (AnswerField field : AnswerField.values()) {
      Double confidence = prediction.confidences().get(field);
      if (confidence != null) {
        confidences.put(field.column(), confidence);
      }
    }
    return json;
  }

  private static Map<AnswerField, Double> confidences(ObjectNode record) {
    Map<AnswerField, Double> confidences = new EnumMap<>(AnswerField.class);
    decisions(record).byField().forEach((field, by) -> confidences.put(field, by.confidence()));
    JsonNode own = record.path(CONFIDENCES);
    for (AnswerField field : AnswerField.values()) {
      Double confidence = number(CONFIDENCES + "." + field.column(), own.get(field.column()));
      if (confidence != null) {
        confidences.put(field, confidence);
      }
    }
    return confidences;
  }

  /// In CSV it is JSON in a field.
  private static FieldDecisions decisions(ObjectNode record) {
    JsonNode written = record.get(DECIDED_BY);
    if (written == null || written.isNull() || written.asText(" ").isEmpty()) {
      return FieldDecisions.NONE;
    }
    try {
      return written.isTextual()
          ? JSON.readValue(written.asText(), FieldDecisions.class)
          : JSON.treeToValue(written, FieldDecisions.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("decided_by holds no decisions", e);
    }
  }

  private static @Nullable Double number(String column, @Nullable JsonNode value) {
    if (value == null || value.isNull() || value.asText().isBlank()) {
      return null;
    }
    double number = value.asDouble(Double.NaN);
    if (!(number >= 0 && number <= 1)) {
      throw new IllegalArgumentException(column + " is no number from 0 to 1: " + value.asText());
    }
    return number;
  }
}
