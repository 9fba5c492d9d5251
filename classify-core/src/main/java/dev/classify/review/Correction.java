package dev.classify.review;

import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.outcome.FieldDecisions;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.Consistency;
import dev.classify.taxonomy.ConsistencyMatrix;
import dev.classify.units.CurrencyCodes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A person's decision about a whole answer: these fields have these values, the others are right.
///
/// @param reviewer name of the person
/// @param tokens by field, [AnswerField#NO_CURRENCY] for none; empty to confirm the answer
public record Correction(String reviewer, Map<AnswerField, String> tokens) {

  /// A person's answer is certain, except that an unknown unit limits the confidence to 0.5
  /// (docs/scheme.md 12.3).
  private static final List<Double> CONFIDENCES = List.of(1.0, 0.5);

  public Correction {
    if (reviewer.isBlank()) {
      throw new IllegalArgumentException("a correction needs the name of the reviewer");
    }
    tokens = Map.copyOf(tokens);
  }

  /// Applies the correction and checks the result against the scheme.
  public CorrectionResult applyTo(DecidedAnswer given, CurrencyCodes currencies) {
    List<String> problems = problems(currencies);
    if (!problems.isEmpty()) {
      return new CorrectionResult.UnknownValues(problems);
    }
    Set<AnswerField> corrected = EnumSet.noneOf(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      if (tokens.containsKey(field) && !tokens.get(field).equals(field.written(given.answer()))) {
        corrected.add(field);
      }
    }
    for (double confidence : CONFIDENCES) {
      Classification answer = answer(given.answer(), confidence, corrected);
      if (ConsistencyMatrix.check(answer).isEmpty()) {
        return new CorrectionResult.Sound(decided(given, answer, corrected), corrected);
      }
    }
    return contradictory(answer(given.answer(), CONFIDENCES.getLast(), corrected), corrected);
  }

  /// The values that their fields do not have, a sentence each with the allowed values.
  public List<String> problems(CurrencyCodes currencies) {
    List<String> problems = new ArrayList<>();
    for (AnswerField field : AnswerField.values()) {
      String token = tokens.get(field);
      if (token == null || field.tokens().contains(token)) {
        continue;
      }
      if (field != AnswerField.CURRENCY) {
        problems.add(
            "%s has no value '%s'; it is one of %s"
                .formatted(field.column(), token, String.join(", ", field.tokens())));
      } else if (!token.equals(AnswerField.NO_CURRENCY) && !currencies.known(token)) {
        problems.add(
            "currency has no value '%s'; it is an ISO 4217 code such as EUR, or %s"
                .formatted(token, AnswerField.NO_CURRENCY));
      }
    }
    return problems;
  }

  private Classification answer(
      Classification given, double confidence, Set<AnswerField> corrected) {
    Map<AnswerField, String> all = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      all.put(field, tokens.getOrDefault(field, field.written(given)));
    }
    return Classification.of(all, confidence, reasoning(given, corrected));
  }

  private String reasoning(Classification given, Set<AnswerField> corrected) {
    StringBuilder reasoning = new StringBuilder(given.reasoning().strip());
    for (AnswerField field : corrected) {
      reasoning
          .append(reasoning.isEmpty() ? "" : " ")
          .append(
              "%s: %s instead of %s, by %s."
                  .formatted(field.column(), tokens.get(field), field.written(given), reviewer));
    }
    return reasoning.toString();
  }

  /// A confirmed value keeps its record of who decided it; its confidence becomes the person's.
  private static DecidedAnswer decided(
      DecidedAnswer given, Classification answer, Set<AnswerField> corrected) {
    return new DecidedAnswer(
        answer,
        FieldDecisions.each(
            field -> {
              DecidedBy by =
                  corrected.contains(field)
                      ? DecidedBy.PERSON
                      : given.fields().of(field).map(FieldDecision::by).orElse(DecidedBy.PERSON);
              return new FieldDecision(by, ConfidenceKind.PERSON, answer.confidence());
            }),
        given.attributes());
  }

  private CorrectionResult contradictory(Classification answer, Set<AnswerField> corrected) {
    Map<AnswerField, String> fix = new EnumMap<>(AnswerField.class);
    if (Consistency.of(answer) instanceof Consistency.Repaired repaired) {
      for (AnswerField field : AnswerField.values()) {
        if (!field.written(repaired.answer()).equals(field.written(answer))) {
          fix.put(field, field.written(repaired.answer()));
        }
      }
    }
    // A fix must not undo what the person has just entered.
    boolean against = fix.keySet().stream().anyMatch(corrected::contains);
    return new CorrectionResult.Contradictory(
        ConsistencyMatrix.check(answer), against ? Map.of() : fix);
  }
}
