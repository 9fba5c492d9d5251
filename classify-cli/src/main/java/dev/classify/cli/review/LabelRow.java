package dev.classify.cli.review;

import dev.classify.taxonomy.AnswerField;
import java.util.Map;

/// One line of a label file.
public sealed interface LabelRow {

  long line();

  String indicatorId();

  /// A line with the right value of every field.
  record Read(long line, String indicatorId, Map<AnswerField, String> tokens) implements LabelRow {
    public Read {
      tokens = Map.copyOf(tokens);
    }
  }

  /// A line that cannot be used.
  record Bad(long line, String indicatorId, String problem) implements LabelRow {}
}
