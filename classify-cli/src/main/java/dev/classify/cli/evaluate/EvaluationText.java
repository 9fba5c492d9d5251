package dev.classify.cli.evaluate;

import dev.classify.cli.report.TextTable;
import dev.classify.evaluate.AttributeScore;
import dev.classify.evaluate.CalibrationScore;
import dev.classify.evaluate.ConfusionTable;
import dev.classify.evaluate.Evaluation;
import dev.classify.evaluate.FieldScore;
import dev.classify.evaluate.Proportion;
import dev.classify.evaluate.Scores;
import dev.classify.evaluate.SurestAnswers;
import dev.classify.evaluate.TargetThreshold;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An evaluation as tables for reading.
public final class EvaluationText {

  private static final int IDS_SHOWN = 10;

  static final List<String> FIELD_HEADERS =
      List.of(
          "field",
          "rows",
          "right %",
          "95 %",
          "macro F1",
          "95 %",
          "certain %",
          "95 %",
          "sure %",
          "right if sure %");

  private static final List<String> ATTRIBUTE_HEADERS =
      List.of("attribute", "rows", "stated", "right", "wrong", "missed");

  static final List<String> POINT_HEADERS =
      List.of("confidence from", "answers %", "of them right %");
  static final List<String> SUREST_HEADERS =
      List.of("the surest first", "80 % of them: right %", "99 % right: of them %");
  static final List<String> BIN_HEADERS = List.of("stated %", "right %", "answers", "confidences");
  static final List<String> MISTAKE_HEADERS =
      List.of("indicator", "field", "label", "answered", "sure");

  private final PrintWriter out;
  private final boolean details;

  /// Prints evaluations to a writer.
  ///
  /// @param details whether every value, every confusion and every mistake is shown
  public EvaluationText(PrintWriter out, boolean details) {
    this.out = out;
    this.details = details;
  }

  /// Prints several runs side by side first.
  public void print(List<EvaluatedRun> runs) {
    if (runs.size() > 1) {
      RunsTable columns = RunsTable.of(runs);
      out.println(TextTable.ofFigures(columns.headers(), columns.rows()));
    }
    if (runs.size() == 1 || details) {
      for (EvaluatedRun run : runs) {
        print(run);
      }
    }
    for (EvaluatedRun run : runs) {
      run.target().ifPresent(found -> printTarget(runs.size() > 1 ? run.name() : "", found));
    }
  }

  /// @param name of the run; empty if there is only one
  private void printTarget(String name, TargetThreshold.Result found) {
    out.println();
    if (!name.isEmpty()) {
      out.println(name);
    }
    TargetReport.lines(found).forEach(out::println);
  }

  private void print(EvaluatedRun run) {
    Evaluation evaluation = run.evaluation();
    int answered = evaluation.cases().size();
    int labelled = answered + evaluation.unanswered().size();
    out.println(run.name());
    out.println("%d of %d labelled indicators have an answer".formatted(answered, labelled));
    if (!evaluation.unanswered().isEmpty()) {
      out.println("without one, in no figure below: " + ids(evaluation.unanswered()));
    }
    out.println();
    out.println(TextTable.ofFigures(FIELD_HEADERS, fieldRows(evaluation)));
    out.println();
    out.println(legend(evaluation));
    printAttributes(evaluation.all().attributes());
    evaluation.all().calibration().ifPresent(calibration -> print(evaluation.all(), calibration));
    if (details) {
      evaluation.all().fields().forEach(this::printValues);
      printMistakes(evaluation);
    }
  }

  private void printAttributes(List<AttributeScore> scores) {
    if (scores.isEmpty()) {
      return;
    }
    out.println();
    out.println(
        TextTable.ofFigures(
            ATTRIBUTE_HEADERS,
            scores.stream()
                .map(
                    score ->
                        List.of(
                            score.attribute().column(),
                            Integer.toString(score.labelled()),
                            Integer.toString(score.stated()),
                            Integer.toString(score.right()),
                            Integer.toString(score.wrong()),
                            Integer.toString(score.missed())))
                .toList()));
  }

  static String ids(List<String> ids) {
    List<String> first = ids.stream().limit(IDS_SHOWN).toList();
    String more = ids.size() > IDS_SHOWN ? " and %d more".formatted(ids.size() - IDS_SHOWN) : "";
    return String.join(", ", first) + more;
  }

  /// A row per field with labels, and one for all of them.
  static List<List<String>> fieldRows(Evaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    for (FieldScore score : evaluation.all().fields()) {
      Optional<Proportion> certain =
          evaluation.certain().flatMap(of -> of.of(score.field())).map(FieldScore::accuracy);
      rows.add(
          List.of(
              score.field().column(),
              Integer.toString(score.accuracy().of()),
              NumberText.percent(score.accuracy().value()),
              NumberText.percent(score.accuracy().interval()),
              NumberText.two(score.macroF1()),
              NumberText.two(score.macroF1Interval()),
              certain.map(share -> NumberText.percent(share.value())).orElse(NumberText.NONE),
              certain.map(share -> NumberText.percent(share.interval())).orElse(NumberText.NONE),
              score.coverage().map(of -> NumberText.percent(of.share())).orElse(NumberText.NONE),
              score
                  .coverage()
                  .map(of -> NumberText.percent(of.accuracy()))
                  .orElse(NumberText.NONE)));
    }
    rows.add(allRight(evaluation));
    return rows;
  }

  private static List<String> allRight(Evaluation evaluation) {
    Proportion all = evaluation.all().allRight();
    Optional<Proportion> certain = evaluation.certain().map(Scores::allRight);
    return List.of(
        "all of them right",
        Integer.toString(all.of()),
        NumberText.percent(all.value()),
        NumberText.percent(all.interval()),
        "",
        "",
        certain.map(share -> NumberText.percent(share.value())).orElse(NumberText.NONE),
        certain.map(share -> NumberText.percent(share.interval())).orElse(NumberText.NONE),
        "",
        "");
  }

  static String legend(Evaluation evaluation) {
    int certain = evaluation.certain().map(Scores::indicators).orElse(0);
    return "certain: the %d rows whose labels are not in doubt; sure: a confidence of %s or more"
        .formatted(certain, NumberText.two(evaluation.threshold()));
  }

  private void print(Scores scores, CalibrationScore calibration) {
    out.println();
    out.println(TextTable.ofFigures(SUREST_HEADERS, surestRows(scores)));
    out.println();
    out.println(TextTable.ofFigures(POINT_HEADERS, pointRows(scores)));
    out.println();
    out.println(TextTable.ofFigures(BIN_HEADERS, binRows(calibration)));
    out.println();
    out.println(calibrationLine(calibration));
  }

  static String calibrationLine(CalibrationScore calibration) {
    return "calibration error %s (95 %% bound %s), Brier score %s (constant %s), %d answers"
        .formatted(
            NumberText.three(calibration.error()),
            NumberText.three(calibration.errorBound()),
            NumberText.three(calibration.brier().score()),
            NumberText.three(calibration.brier().constant()),
            calibration.judgements());
  }

  /// How well the confidences sort, for each field that has one and for whole answers.
  static List<List<String>> surestRows(Scores scores) {
    List<List<String>> rows = new ArrayList<>();
    for (FieldScore score : scores.fields()) {
      score.surest().ifPresent(surest -> rows.add(surest(score.field().column(), surest)));
    }
    scores.surest().ifPresent(surest -> rows.add(surest("whole answers", surest)));
    return rows;
  }

  private static List<String> surest(String name, SurestAnswers surest) {
    return List.of(name, NumberText.percent(surest.right()), NumberText.percent(surest.covered()));
  }

  static List<List<String>> pointRows(Scores scores) {
    return scores.curve().stream()
        .map(
            point ->
                List.of(
                    NumberText.two(point.threshold()),
                    NumberText.percent(point.share()),
                    NumberText.percent(point.accuracy())))
        .toList();
  }

  static List<List<String>> binRows(CalibrationScore calibration) {
    return calibration.reliability().bins().stream()
        .map(
            bin ->
                List.of(
                    NumberText.percent(bin.stated()),
                    NumberText.percent(bin.right()),
                    Integer.toString(bin.count()),
                    NumberText.two(bin.lowest()) + "–" + NumberText.two(bin.highest())))
        .toList();
  }

  private void printValues(FieldScore score) {
    out.println();
    out.println(
        TextTable.ofFigures(
            List.of(score.field().column(), "precision %", "recall %", "F1", "labels", "answers"),
            score.confusions().classes().stream().map(EvaluationText::value).toList()));
    List<List<String>> confusions = confusions(score.confusions());
    if (!confusions.isEmpty()) {
      out.println();
      out.println(TextTable.ofTexts(List.of("label", "answered", "times"), confusions));
    }
  }

  private static List<String> value(ConfusionTable.ClassScore score) {
    return List.of(
        score.token(),
        NumberText.percent(score.precision()),
        NumberText.percent(score.recall()),
        NumberText.two(score.f1()),
        Integer.toString(score.support()),
        Integer.toString(score.answered()));
  }

  private static List<List<String>> confusions(ConfusionTable table) {
    List<List<String>> rows = new ArrayList<>();
    table
        .counts()
        .forEach(
            (label, answers) ->
                answers.forEach(
                    (answer, times) -> {
                      if (!answer.equals(label)) {
                        rows.add(List.of(label, answer, Integer.toString(times)));
                      }
                    }));
    return rows;
  }

  private void printMistakes(Evaluation evaluation) {
    List<List<String>> rows = mistakeRows(evaluation);
    if (!rows.isEmpty()) {
      out.println();
      out.println(TextTable.ofTexts(MISTAKE_HEADERS, rows));
    }
  }

  static List<List<String>> mistakeRows(Evaluation evaluation) {
    return evaluation.mistakes().stream()
        .map(
            mistake ->
                List.of(
                    mistake.indicatorId(),
                    mistake.field().column(),
                    mistake.label() + (mistake.doubtful() ? " (in doubt)" : ""),
                    mistake.answer(),
                    mistake.confidence().map(NumberText::two).orElse(NumberText.NONE)))
        .toList();
  }
}
