package dev.classify.cli.evaluate;

import dev.classify.cli.html.HtmlMarkup;
import dev.classify.cli.html.HtmlPage;
import dev.classify.evaluate.Evaluation;
import dev.classify.evaluate.FieldScore;
import dev.classify.evaluate.GoldLabels;
import dev.classify.evaluate.Proportion;
import dev.classify.evaluate.Scores;
import java.util.List;

/// Evaluations as one self-contained HTML page: no network, no scripts.
public final class EvaluationPage {

  private static final int FAULTS_SHOWN = 50;

  private EvaluationPage() {}

  /// A whole document.
  ///
  /// @param runs one or more, each with a part of its own
  public static String of(GoldLabels gold, List<EvaluatedRun> runs) {
    HtmlMarkup html = HtmlPage.begin("Answers held against " + gold.name());
    html.text(
        "p class=\"soft\"",
        "%d labelled indicators. An interval is where 95 of 100 resamples of the indicators lie."
            .formatted(gold.labels().size()));
    faults(html, gold);
    if (runs.size() > 1) {
      html.text("h2", "By rows per request");
      RunsTable columns = RunsTable.of(runs);
      html.table("table", columns.caption(), columns.headers(), columns.rows());
    }
    for (int place = 0; place < runs.size(); place++) {
      run(html, "run" + (place + 1), runs.get(place));
    }
    return HtmlPage.end(html);
  }

  private static void faults(HtmlMarkup html, GoldLabels gold) {
    if (gold.problems().isEmpty()) {
      return;
    }
    html.raw("<details>")
        .text("summary", gold.problems().size() + " problems in the labels; their rows are skipped")
        .raw("<ul>\n");
    gold.problems().stream()
        .limit(FAULTS_SHOWN)
        .forEach(fault -> html.text("li", fault.toString()));
    html.raw("</ul></details>\n");
  }

  private static void run(HtmlMarkup html, String id, EvaluatedRun run) {
    Evaluation evaluation = run.evaluation();
    Scores all = evaluation.all();
    html.text("h2 id=\"" + id + "\"", run.name()).raw("<ul class=\"tiles\">\n");
    tile(html, "all fields right", all.allRight());
    evaluation
        .certain()
        .ifPresent(certain -> tile(html, "without doubtful labels", certain.allRight()));
    HtmlPage.tile(
        html,
        Integer.toString(evaluation.cases().size()),
        "answered of " + (evaluation.cases().size() + evaluation.unanswered().size()));
    all.calibration()
        .ifPresent(of -> HtmlPage.tile(html, NumberText.three(of.error()), "calibration error"));
    run.modelRequests()
        .ifPresent(
            asked ->
                HtmlPage.tile(
                    html,
                    Long.toString(asked.spending().requests()),
                    "requests, rows in each: " + asked.rowsPerRequest()));
    html.raw("</ul>\n");
    if (!evaluation.unanswered().isEmpty()) {
      html.text(
          "p",
          "Without an answer, in no figure: " + EvaluationText.ids(evaluation.unanswered()) + ".");
    }
    html.table(
        "table",
        EvaluationText.legend(evaluation),
        EvaluationText.FIELD_HEADERS,
        EvaluationText.fieldRows(evaluation));
    all.calibration().ifPresent(calibration -> ConfidenceHtml.write(html, all, calibration));
    html.text("h3", "What is taken for what")
        .text(
            "p class=\"soft\"",
            "Rows are labels, columns are answers; the fuller the colour, the larger the part of"
                + " the label.");
    contents(html, id, all.fields());
    for (FieldScore score : all.fields()) {
      html.raw("<section id=\"" + id + "-" + score.field().column() + "\">\n")
          .text("h3", score.field().column());
      ConfusionHtml.write(html, score);
      html.raw("</section>\n");
    }
    mistakes(html, evaluation);
  }

  private static void contents(HtmlMarkup html, String id, List<FieldScore> fields) {
    html.raw("<nav aria-label=\"Fields\"><ul>\n");
    for (FieldScore score : fields) {
      String column = score.field().column();
      html.raw("<li>").text("a href=\"#" + id + "-" + column + "\"", column).raw("</li>\n");
    }
    html.raw("</ul></nav>\n");
  }

  private static void mistakes(HtmlMarkup html, Evaluation evaluation) {
    List<List<String>> rows = EvaluationText.mistakeRows(evaluation);
    if (rows.isEmpty()) {
      return;
    }
    html.raw("<details>")
        .text("summary", "All " + rows.size() + " wrong fields")
        .table(
            "table class=\"texts\"",
            "in the order of the labels",
            EvaluationText.MISTAKE_HEADERS,
            rows)
        .raw("</details>\n");
  }

  private static void tile(HtmlMarkup html, String what, Proportion share) {
    HtmlPage.tile(
        html,
        NumberText.percent(share.value()) + " %",
        "%s (%s %%)".formatted(what, NumberText.percent(share.interval())));
  }
}
