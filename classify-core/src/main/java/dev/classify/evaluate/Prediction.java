package dev.classify.evaluate;

import dev.classify.outcome.DecidedAnswer;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An answer from any source, to compare with labels.
///
/// @param tokens the answered value of each field, in field order
/// @param confidences the confidence in each field, where stated
/// @param confidence the confidence in the whole answer; null if not stated
/// @param attributes those that the answer finds stated
public record Prediction(
    String indicatorId,
    Map<LabelField, String> tokens,
    Map<AnswerField, Double> confidences,
    @Nullable Double confidence,
    Map<SeriesAttribute, String> attributes) {

  public Prediction {
    Map<LabelField, String> ordered = new TreeMap<>();
    ordered.putAll(tokens);
    tokens = Collections.unmodifiableMap(ordered);
    confidences = Map.copyOf(confidences);
    attributes = Map.copyOf(attributes);
  }

  /// An answer without attributes.
  public Prediction(
      String indicatorId,
      Map<LabelField, String> tokens,
      Map<AnswerField, Double> confidences,
      @Nullable Double confidence) {
    this(indicatorId, tokens, confidences, confidence, Map.of());
  }

  public static Prediction of(String indicatorId, DecidedAnswer answer) {
    Map<LabelField, String> tokens = new TreeMap<>();
    for (LabelField field : LabelField.all()) {
      tokens.put(field, field.token(answer));
    }
    Map<AnswerField, Double> confidences = new EnumMap<>(AnswerField.class);
    answer.fields().byField().forEach((field, by) -> confidences.put(field, by.confidence()));
    Map<SeriesAttribute, String> attributes = new EnumMap<>(SeriesAttribute.class);
    answer.attributes().values().forEach((one, value) -> attributes.put(one, value.value()));
    return new Prediction(
        indicatorId, tokens, confidences, answer.answer().confidence(), attributes);
  }

  /// The confidence in a field, or in the whole answer if none is stated for the field; empty for
  /// a flag or if neither is stated.
  public Optional<Double> confidence(LabelField field) {
    return field
        .answerField()
        .flatMap(of -> Optional.ofNullable(confidences.getOrDefault(of, confidence)));
  }
}
