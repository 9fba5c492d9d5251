package dev.classify.outcome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.classify.taxonomy.AnswerField;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// How each field of an answer was decided. As JSON an object with the fields as keys.
///
/// @param byField in the order of the fields; empty for answers stored before decisions were
///     recorded
public record FieldDecisions(@JsonValue Map<AnswerField, FieldDecision> byField) {

  public static final FieldDecisions NONE = new FieldDecisions(Map.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public FieldDecisions {
    Map<AnswerField, FieldDecision> ordered = new EnumMap<>(AnswerField.class);
    ordered.putAll(byField);
    byField = Collections.unmodifiableMap(ordered);
  }

  /// One for each field.
  public static FieldDecisions each(Function<AnswerField, FieldDecision> decision) {
    Map<AnswerField, FieldDecision> decisions = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      decisions.put(field, decision.apply(field));
    }
    return new FieldDecisions(decisions);
  }

  /// How a field was decided, if known.
  public Optional<FieldDecision> of(AnswerField field) {
    return Optional.ofNullable(byField.get(field));
  }
}
