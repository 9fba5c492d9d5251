package dev.classify.rules;

import dev.classify.taxonomy.AnswerField;
import java.util.List;

/// How a field was decided.
///
/// @param value that won, before any repair
/// @param strength of all the evidence together; only strengths of the same field compare
/// @param confidence that the value is right, 0 to 1, calibrated
/// @param won the heaviest evidence
/// @param support lighter evidence for the same value
/// @param against evidence for other values
/// @param doubts reasons against the value that favour no other value
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
