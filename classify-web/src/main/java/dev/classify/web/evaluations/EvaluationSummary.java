package dev.classify.web.evaluations;

import dev.classify.evaluate.CalibrationScore;
import dev.classify.evaluate.Evaluation;
import dev.classify.evaluate.FieldScore;
import dev.classify.evaluate.GoldLabels;
import dev.classify.evaluate.Proportion;
import dev.classify.web.results.FieldNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The figures of an evaluation that lists show, so that none has to be read as a whole.
///
/// @param labelled usable rows of the file of labels
/// @param badLabels what is wrong in that file
/// @param answered labelled rows with an answer
/// @param threshold the confidence from which an answer counts as sure
/// @param allRight answers that are right in every labelled field
/// @param calibrationError null if no answer states a confidence
record EvaluationSummary(
    int labelled,
    int badLabels,
    int answered,
    double threshold,
    Share allRight,
    List<Field> fields,
    @Nullable Double calibrationError) {

  /// How many are right, with the 95 % interval of the share.
  record Share(int right, int of, double share, double low, double high) {

    private static Share of(Proportion right) {
      return new Share(
          right.right(),
          right.of(),
          right.value(),
          right.interval().low(),
          right.interval().high());
    }
  }

  record Field(String field, Share accuracy) {

    private static Field of(FieldScore score) {
      return new Field(FieldNames.of(score.field().source()), Share.of(score.accuracy()));
    }
  }

  static EvaluationSummary of(GoldLabels gold, Evaluation evaluation) {
    return new EvaluationSummary(
        gold.labels().size(),
        gold.problems().size(),
        evaluation.cases().size(),
        evaluation.threshold(),
        Share.of(evaluation.all().allRight()),
        evaluation.all().fields().stream().map(Field::of).toList(),
        evaluation.all().calibration().map(CalibrationScore::error).orElse(null));
  }
}
