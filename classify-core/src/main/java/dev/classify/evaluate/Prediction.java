package dev.classify.evaluate;

import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.FieldDecision;
import dev.classify.taxonomy.AnswerField;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An answer to be held against labels, wherever it comes from.
///
/// @param tokens the given value of each field, in the order of the fields
/// @param confidences how sure it is of each field, as far as it says so
/// @param confidence how sure it is as a whole; null where it does not say
public record Prediction(
    String indicatorId,
    Map<LabelField, String> tokens,
    Map<AnswerField, Double> confidences,
    @Nullable Double confidence) {

  public Prediction {
    Map<LabelField, String> ordered = new TreeMap<>();
    ordered.putAll(tokens);
    tokens = Collections.unmodifiableMap(ordered);
    confidences = Map.copyOf(confidences);
  }

  public static Prediction of(String indicatorId, DecidedAnswer answer) {
    Map<LabelField, String> tokens = new TreeMap<>();
    for (LabelField field : LabelField.all()) {
      tokens.put(field, field.token(answer));
    }
    Map<AnswerField, Double> confidences = new EnumMap<>(AnswerField.class);
    answer.fields().byField().forEach((field, by) -> confidences.put(field, sure(by)));
    return new Prediction(indicatorId, tokens, confidences, answer.answer().confidence());
  }

  private static double sure(FieldDecision decision) {
    return decision.confidence();
  }

  /// How sure it is of a field, or as a whole where it does not say so of the field; empty for a
  /// flag, and where it says neither.
  public Optional<Double> confidence(LabelField field) {
    return field
        .answerField()
        .flatMap(of -> Optional.ofNullable(confidences.getOrDefault(of, confidence)));
  }
}
