package dev.classify.rules;

import dev.classify.taxonomy.AnswerField;
import java.util.List;

/// How a field was decided.
///
/// @param value that won; before the consistency matrix saw the answer
/// @param strength of all the evidence together; only those of the same field compare
/// @param confidence that it is right, 0 to 1, calibrated
/// @param won the heaviest evidence
/// @param support lighter evidence for the same value
/// @param against evidence for other values
/// @param doubts what speaks against the value without naming another
public record FieldVerdict(
    AnswerField field,
    String value,
    int strength,
    double confidence,
    Evidence won,
    List<Evidence> support,
    List<Evidence> against,
    List<String> doubts) {

  public FieldVerdict {
    support = List.copyOf(support);
    against = List.copyOf(against);
    doubts = List.copyOf(doubts);
  }
}
