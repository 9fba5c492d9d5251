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

/// A person's word about a whole answer: these fields have these values, the others are right.
///
/// @param reviewer whose word it is
/// @param tokens by field, [AnswerField#NO_CURRENCY] for none; empty to confirm the answer
public record Correction(String reviewer, Map<AnswerField, String> tokens) {

  /// A person is sure, except that no unit can be (docs/scheme.md 12.3): then this is the most.
  private static final List<Double> CONFIDENCES = List.of(1.0, 0.5);

  public Correction {
    if (reviewer.isBlank()) {
      throw new IllegalArgumentException("a correction needs the name of who says it");
    }
    tokens = Map.copyOf(tokens);
  }

  /// Holds the word against the scheme.
  public CorrectionResult applyTo(DecidedAnswer given, CurrencyCodes currencies) {
    List<String> faults = problems(currencies);
    if (!faults.isEmpty()) {
      return new CorrectionResult.UnknownValues(faults);
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

  /// What of it is no value of its field, a sentence each with what is allowed.
  public List<String> problems(CurrencyCodes currencies) {
    List<String> faults = new ArrayList<>();
    for (AnswerField field : AnswerField.values()) {
      String token = tokens.get(field);
      if (token == null || field.tokens().contains(token)) {
        continue;
      }
      if (field != AnswerField.CURRENCY) {
        faults.add(
            "%s has no value '%s'; it is one of %s"
                .formatted(field.column(), token, String.join(", ", field.tokens())));
      } else if (!token.equals(AnswerField.NO_CURRENCY) && !currencies.known(token)) {
        faults.add(
            "currency has no value '%s'; it is an ISO 4217 code such as EUR, or %s"
                .formatted(token, AnswerField.NO_CURRENCY));
      }
    }
    return faults;
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

  /// Who decided a value that is confirmed stays on record; how sure it is, is the person's word.
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
            }));
  }

  private CorrectionResult contradictory(Classification answer, Set<AnswerField> corrected) {
    Map<AnswerField, String> mend = new EnumMap<>(AnswerField.class);
    if (Consistency.of(answer) instanceof Consistency.Repaired repaired) {
      for (AnswerField field : AnswerField.values()) {
        if (!field.written(repaired.answer()).equals(field.written(answer))) {
          mend.put(field, field.written(repaired.answer()));
        }
      }
    }
    // To take back what the person has just said is no mend.
    boolean against = mend.keySet().stream().anyMatch(corrected::contains);
    return new CorrectionResult.Contradictory(
        ConsistencyMatrix.check(answer), against ? Map.of() : mend);
  }
}
