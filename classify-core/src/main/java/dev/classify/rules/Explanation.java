package dev.classify.rules;

import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Contradiction;
import dev.classify.taxonomy.PlausibilityWarning;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// An answer of the rules with the whole chain of evidence behind it.
///
/// @param verdicts one for each field, in the order of the fields
/// @param leftover words of the unit that no table knows
/// @param repaired what the consistency matrix refused before the repair
/// @param warnings what is possible, but suspicious
public record Explanation(
    DecidedAnswer decided,
    Map<AnswerField, FieldVerdict> verdicts,
    List<String> leftover,
    List<Contradiction> repaired,
    List<PlausibilityWarning> warnings) {

  public Explanation {
    Map<AnswerField, FieldVerdict> ordered = new EnumMap<>(verdicts);
    verdicts = Collections.unmodifiableMap(ordered);
    leftover = List.copyOf(leftover);
    repaired = List.copyOf(repaired);
    warnings = List.copyOf(warnings);
  }

  /// The same explanation of an answer with these attributes.
  Explanation with(SeriesAttributes attributes) {
    return new Explanation(decided.with(attributes), verdicts, leftover, repaired, warnings);
  }

  /// How this field was decided.
  public FieldVerdict of(AnswerField field) {
    return Objects.requireNonNull(verdicts.get(field));
  }
}
