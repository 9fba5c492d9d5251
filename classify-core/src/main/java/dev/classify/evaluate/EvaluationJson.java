package dev.classify.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// Evaluations as JSON; `answers` lets a later comparison read a run back.
public final class EvaluationJson {

  private EvaluationJson() {}

  /// One run, compared with the labels.
  ///
  /// @param name its name in reports
  /// @param more what else is known of it, written before its figures; may be empty
  /// @param target from which confidence the answers are as precise as wanted; empty if nobody
  ///     asked
  public record Run(
      String name,
      ObjectNode more,
      Evaluation evaluation,
      Optional<TargetThreshold.Result> target) {}

  /// Every figure of every run.
  public static ObjectNode of(GoldLabels gold, List<Run> runs) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("gold", gold.name());
    json.put("labelled", gold.labels().size());
    faults(json.putArray("bad_labels"), gold);
    ArrayNode all = json.putArray("runs");
    runs.forEach(run -> put(all.addObject(), run));
    return json;
  }

  static void faults(ArrayNode json, GoldLabels gold) {
    gold.problems()
        .forEach(
            fault ->
                json.addObject()
                    .put("line", fault.line())
                    .put("column", fault.column())
                    .put("problem", fault.problem())
                    .put("fix", fault.fix()));
  }

  private static void put(ObjectNode json, Run run) {
    Evaluation evaluation = run.evaluation();
    json.put("name", run.name());
    json.setAll(run.more());
    json.put("answered", evaluation.cases().size());
    evaluation.unanswered().forEach(json.putArray("unanswered")::add);
    json.put("threshold", evaluation.threshold());
    put(json.putObject("all"), evaluation.all());
    evaluation.certain().ifPresent(scores -> put(json.putObject("certain"), scores));
    run.target().ifPresent(found -> json.set("target", target(found)));
    ArrayNode answers = json.putArray("answers");
    evaluation.cases().forEach(one -> answers.add(PredictionJson.write(one.prediction())));
  }

  /// The figures of a set of answers.
  public static ObjectNode of(Scores scores) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json, scores);
    return json;
  }

  private static void put(ObjectNode json, Scores scores) {
    json.put("indicators", scores.indicators());
    put(json.putObject("all_right"), scores.allRight());
    ObjectNode fields = json.putObject("fields");
    scores.fields().forEach(score -> put(fields.putObject(score.field().column()), score));
    ObjectNode attributes = json.putObject("attributes");
    scores
        .attributes()
        .forEach(
            score ->
                attributes
                    .putObject(score.attribute().column())
                    .put("labelled", score.labelled())
                    .put("stated", score.stated())
                    .put("right", score.right())
                    .put("wrong", score.wrong())
                    .put("missed", score.missed()));
    ArrayNode curve = json.putArray("coverage");
    scores.curve().forEach(point -> put(curve.addObject(), point));
    scores.surest().ifPresent(surest -> put(json.putObject("surest"), surest));
    scores.calibration().ifPresent(calibration -> put(json.putObject("calibration"), calibration));
  }

  private static void put(ObjectNode json, FieldScore score) {
    put(json.putObject("accuracy"), score.accuracy());
    json.put("macro_f1", score.macroF1());
    put(json, "macro_f1_95", score.macroF1Interval());
    score.coverage().ifPresent(coverage -> put(json.putObject("sure"), coverage));
    score.surest().ifPresent(surest -> put(json.putObject("surest"), surest));
    ObjectNode values = json.putObject("values");
    for (ConfusionTable.ClassScore value : score.confusions().classes()) {
      ObjectNode one = values.putObject(value.token());
      number(one, "precision", value.precision());
      number(one, "recall", value.recall());
      one.put("f1", value.f1()).put("labels", value.support()).put("answers", value.answered());
    }
    ObjectNode confusions = json.putObject("confusions");
    score
        .confusions()
        .counts()
        .forEach((label, answers) -> answers.forEach(confusions.withObjectProperty(label)::put));
  }

  private static void put(ObjectNode json, Proportion share) {
    json.put("right", share.right()).put("of", share.of()).put("share", share.value());
    put(json, "share_95", share.interval());
  }

  private static void put(ObjectNode json, String name, Interval interval) {
    json.putArray(name).add(interval.low()).add(interval.high());
  }

  private static void put(ObjectNode json, Coverage coverage) {
    json.put("confidence_from", coverage.threshold())
        .put("answers", coverage.covered())
        .put("share", coverage.share());
    number(json, "right", coverage.accuracy());
  }

  private static void put(ObjectNode json, SurestAnswers surest) {
    json.put("right_of_80_percent", surest.right()).put("share_99_percent_right", surest.covered());
  }

  private static void put(ObjectNode json, CalibrationScore calibration) {
    json.put("answers", calibration.judgements())
        .put("error", calibration.error())
        .put("error_bound_95", calibration.errorBound())
        .put("brier", calibration.brier().score())
        .put("brier_of_constant", calibration.brier().constant());
    ArrayNode bins = json.putArray("bins");
    calibration
        .reliability()
        .bins()
        .forEach(
            bin ->
                bins.addObject()
                    .put("answers", bin.count())
                    .put("lowest", bin.lowest())
                    .put("highest", bin.highest())
                    .put("stated", bin.stated())
                    .put("right", bin.right()));
  }

  private static ObjectNode target(TargetThreshold.Result result) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("precision", result.target())
            .put("reached", result instanceof TargetThreshold.Result.Reached)
            .put("rows", result.rows());
    switch (result) {
      case TargetThreshold.Result.Reached reached -> put(json, reached.at());
      case TargetThreshold.Result.Missed missed ->
          put(json.putObject("tried_first"), missed.first());
      case TargetThreshold.Result.TooFewRows few -> json.put("rows_needed", few.needed());
    }
    return json;
  }

  private static void put(ObjectNode json, TargetThreshold.Point at) {
    json.put("confidence_from", at.confidence())
        .put("answers", at.answers())
        .put("right", at.right())
        .put("right_bound_95", at.bound())
        .put("all_right", at.allRight());
  }

  /// JSON has no NaN.
  private static void number(ObjectNode json, String name, double value) {
    json.put(name, Double.isNaN(value) ? null : Double.valueOf(value));
  }
}
