package dev.classify.cli.review;

import dev.classify.taxonomy.AnswerField;
import java.util.Map;

/// A line of a file of labels.
public sealed interface LabelRow {

  long line();

  String indicatorId();

  /// It says what is right.
  record Read(long line, String indicatorId, Map<AnswerField, String> tokens) implements LabelRow {
    public Read {
      tokens = Map.copyOf(tokens);
    }
  }

  /// It cannot be taken at its word.
  record Bad(long line, String indicatorId, String problem) implements LabelRow {}
}
