package dev.classify.evaluate;

import dev.classify.outcome.FieldDecisions;
import dev.classify.taxonomy.AnswerField;
import java.util.Set;

/// An answer of a model that a person has accepted or corrected.
///
/// @param model that answered
/// @param decisions with the confidences that the answer had
/// @param right the fields that the person left as they were
public record JudgedAnswer(String model, FieldDecisions decisions, Set<AnswerField> right) {

  public JudgedAnswer {
    right = Set.copyOf(right);
  }
}
