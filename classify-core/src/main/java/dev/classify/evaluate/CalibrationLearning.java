package dev.classify.evaluate;

import dev.classify.outcome.ConfidenceCalibration.Curve;
import dev.classify.outcome.ConfidenceCalibration.Step;
import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.taxonomy.AnswerField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Learns from judged answers what the confidences of each model are worth.
///
/// The fields of an answer are pooled, because a few hundred rows leave too few of each field. As
/// they are right or wrong together, ten fields count as one row in the width of a step. People
/// judge mostly answers that waited for review: among answers of the same confidence these are the
/// doubtful ones, so calibrated confidences are rather too low than too high.
public final class CalibrationLearning {

  /// Fewer rows would replace what models state by chance.
  public static final int ROWS_MIN = 200;

  private static final int FIELDS = AnswerField.values().length;

  /// Steps of at least 25 rows, towards the mean by 5 rows, and one more row wrong.
  private static final IsotonicFit FIT = new IsotonicFit(25 * FIELDS, 5 * FIELDS, FIELDS);

  /// The kinds that come from models.
  private static final Set<ConfidenceKind> LEARNT =
      Set.of(ConfidenceKind.STATED, ConfidenceKind.LOGPROB, ConfidenceKind.AGREEMENT);

  private CalibrationLearning() {}

  private static final class Judgements {
    private final List<IsotonicFit.Point> points = new ArrayList<>();
    private int rows;
  }

  /// A curve for each model and kind of confidence with judgements in at least [#ROWS_MIN] rows.
  public static List<Curve> curves(List<JudgedAnswer> judged) {
    Map<String, Map<ConfidenceKind, Judgements>> models = new TreeMap<>();
    for (JudgedAnswer answer : judged) {
      Map<ConfidenceKind, Judgements> kinds =
          models.computeIfAbsent(answer.model(), _ -> new EnumMap<>(ConfidenceKind.class));
      Map<ConfidenceKind, List<IsotonicFit.Point>> points = points(answer);
      points.forEach(
          (kind, some) -> {
            Judgements all = kinds.computeIfAbsent(kind, _ -> new Judgements());
            all.points.addAll(some);
            all.rows++;
          });
    }
    List<Curve> curves = new ArrayList<>();
    models.forEach(
        (model, kinds) ->
            kinds.forEach(
                (kind, all) -> {
                  if (all.rows >= ROWS_MIN) {
                    curves.add(new Curve(model, kind, all.rows, steps(all.points)));
                  }
                }));
    return curves;
  }

  private static Map<ConfidenceKind, List<IsotonicFit.Point>> points(JudgedAnswer answer) {
    Map<ConfidenceKind, List<IsotonicFit.Point>> points = new EnumMap<>(ConfidenceKind.class);
    answer
        .decisions()
        .byField()
        .forEach(
            (field, decision) -> {
              // A repair changed the value that the confidence belonged to.
              if (LEARNT.contains(decision.kind()) && decision.by() != DecidedBy.REPAIR) {
                points
                    .computeIfAbsent(decision.kind(), _ -> new ArrayList<>())
                    .add(new IsotonicFit.Point(stated(decision), answer.right().contains(field)));
              }
            });
    return points;
  }

  private static double stated(FieldDecision decision) {
    Double before = decision.uncalibrated();
    return before == null ? decision.confidence() : before;
  }

  private static List<Step> steps(List<IsotonicFit.Point> points) {
    return FIT.of(points).stream().map(step -> new Step(step.from(), step.right())).toList();
  }
}
