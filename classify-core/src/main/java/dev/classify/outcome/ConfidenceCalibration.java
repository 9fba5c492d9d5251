package dev.classify.outcome;

import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the confidences of models are worth, learnt from answers that people have judged.
///
/// It does not belong to the answer version: otherwise each new calibration would make all answers
/// outdated, to be paid for again.
///
/// @param version of the calibration; 0 for none
/// @param curves one for each model and kind of confidence that enough rows were judged of
public record ConfidenceCalibration(long version, List<Curve> curves) {

  /// Leaves every confidence as it is stated.
  public static final ConfidenceCalibration NONE = new ConfidenceCalibration(0, List.of());

  /// An answer is at most this much more certain than its weakest field.
  private static final double ABOVE_WEAKEST_MAX = 0.05;

  private static final double HUNDREDTHS = 100;

  /// How often the fields of a model's answers were right, by a kind of confidence.
  ///
  /// @param model that answered, as in the results
  /// @param rows that people judged
  /// @param steps by rising confidence
  public record Curve(String model, ConfidenceKind kind, int rows, List<Step> steps) {

    public Curve {
      steps = List.copyOf(steps);
    }

    private double at(double confidence) {
      double right = steps.getFirst().right();
      for (Step step : steps) {
        if (step.from() <= confidence) {
          right = step.right();
        }
      }
      return right;
    }
  }

  /// From a confidence on, this share of the fields is right.
  public record Step(double from, double right) {}

  public ConfidenceCalibration {
    curves = List.copyOf(curves);
  }

  /// The answer of a model with calibrated confidences in its fields, and with the confidence as a
  /// whole that follows from them: their mean, but at most a little above the weakest field. What
  /// the model states of the whole answer counts only through its fields.
  public DecidedAnswer assess(String model, DecidedAnswer decided) {
    Map<AnswerField, FieldDecision> fields = new EnumMap<>(AnswerField.class);
    decided
        .fields()
        .byField()
        .forEach((field, decision) -> fields.put(field, calibrated(model, decision)));
    Classification answer = decided.answer();
    return new DecidedAnswer(
        Classification.of(answer.tokens(), overall(fields, answer), answer.reasoning()),
        new FieldDecisions(fields),
        decided.attributes());
  }

  private FieldDecision calibrated(String model, FieldDecision decision) {
    return curve(model, decision.kind())
        .map(curve -> decision.calibrated(curve.at(decision.confidence())))
        .orElse(decision);
  }

  private Optional<Curve> curve(String model, ConfidenceKind kind) {
    return curves.stream()
        .filter(curve -> curve.model().equals(model) && curve.kind() == kind)
        .findFirst();
  }

  private static double overall(Map<AnswerField, FieldDecision> fields, Classification answer) {
    double mean =
        fields.values().stream()
            .mapToDouble(FieldDecision::confidence)
            .average()
            .orElse(answer.confidence());
    double weakest =
        fields.values().stream()
            .mapToDouble(FieldDecision::confidence)
            .min()
            .orElse(answer.confidence());
    double overall = Math.min(mean, weakest + ABOVE_WEAKEST_MAX);
    return Math.round(HUNDREDTHS * overall) / HUNDREDTHS;
  }
}
