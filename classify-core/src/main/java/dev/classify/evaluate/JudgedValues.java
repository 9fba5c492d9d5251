package dev.classify.evaluate;

import dev.classify.taxonomy.AnswerField;
import java.util.Map;

/// What one judge says about one answer.
///
/// @param row what was judged; the judgements of several people about it have the same row
/// @param values the value that the judge takes for right, by field; empty if the judge rejects the
///     answer
public record JudgedValues(String row, String judge, Map<AnswerField, String> values) {

  public JudgedValues {
    values = Map.copyOf(values);
  }
}
