package dev.classify.web.evaluations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.evaluate.Evaluation;
import dev.classify.store.evaluations.Evaluations;
import dev.classify.web.results.FieldNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An evaluation with everything in it.
///
/// @param result the output of `classify evaluate --output json`
/// @param wrong values that differ from their label
/// @param wrongLeftOut how many more there are
record EvaluationDetail(
    @JsonUnwrapped EvaluationListed listed, JsonNode result, List<Wrong> wrong, int wrongLeftOut) {

  /// More than a person looks at.
  private static final int WRONG_MAX = 2_000;

  /// A wrong value.
  ///
  /// @param confidence null if none is stated
  /// @param doubtful whether the person who labelled the row was not certain
  record Wrong(
      String indicatorId,
      String field,
      String label,
      String answer,
      @Nullable Double confidence,
      boolean doubtful) {

    private static Wrong of(Evaluation.Mistake mistake) {
      return new Wrong(
          mistake.indicatorId(),
          FieldNames.of(mistake.field().source()),
          mistake.label(),
          mistake.answer(),
          mistake.confidence().orElse(null),
          mistake.doubtful());
    }
  }

  static EvaluationDetail of(Evaluations.Whole whole) {
    List<Evaluation.Mistake> mistakes = whole.content().mistakes();
    return new EvaluationDetail(
        EvaluationListed.of(whole.listed()),
        whole.content().result(),
        mistakes.stream().limit(WRONG_MAX).map(Wrong::of).toList(),
        Math.max(0, mistakes.size() - WRONG_MAX));
  }
}
