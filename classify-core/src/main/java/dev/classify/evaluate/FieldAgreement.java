package dev.classify.evaluate;

import dev.classify.taxonomy.AnswerField;
import java.util.List;

/// How far judges agree about one field, beyond what chance would give.
///
/// @param rows rows with a value of at least two judges
/// @param agreed rows about which all their judges agree
/// @param alpha over all judges; NaN if it is not defined
/// @param pairs every two judges with a common row, in the order of their names
public record FieldAgreement(
    AnswerField field, int rows, int agreed, double alpha, List<Pair> pairs) {

  public FieldAgreement {
    pairs = List.copyOf(pairs);
  }

  /// How far two judges agree.
  ///
  /// @param rows rows that both have judged
  /// @param agreed rows with the same value
  /// @param kappa NaN if it is not defined
  public record Pair(String judge, String other, int rows, int agreed, double kappa) {}
}
