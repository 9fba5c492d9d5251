package dev.classify.cli.evaluate;

import dev.classify.evaluate.Evaluation;
import dev.classify.evaluate.FieldScore;
import dev.classify.evaluate.Proportion;
import dev.classify.evaluate.Scores;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Evaluations as one self-contained HTML page: no network, no scripts.
public final class EvaluationPage {

  private static final int FAULTS_SHOWN = 50;

  private EvaluationPage() {}

  /// A whole document.
  ///
  /// @param runs one or more, each with a part of its own
  public static String of(GoldLabels gold, List<EvaluatedRun> runs) {
    HtmlMarkup html = new HtmlMarkup();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .text("title", "Answers held against " + gold.name())
        .raw("<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n")
        .text("h1", "Answers held against " + gold.name())
        .text(
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
    return html.raw("</main>\n</body>\n</html>\n").toString();
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
    tile(
        html,
        Integer.toString(evaluation.cases().size()),
        "answered of " + (evaluation.cases().size() + evaluation.unanswered().size()));
    all.calibration()
        .ifPresent(of -> tile(html, NumberText.three(of.error()), "calibration error"));
    run.modelRequests()
        .ifPresent(
            asked ->
                tile(
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
    tile(
        html,
        NumberText.percent(share.value()) + " %",
        "%s (%s %%)".formatted(what, NumberText.percent(share.interval())));
  }

  private static void tile(HtmlMarkup html, String figure, String what) {
    html.raw("<li>").text("b", figure).text("span", what).raw("</li>\n");
  }

  private static String style() {
    try (InputStream css = EvaluationPage.class.getResourceAsStream("page.css")) {
      return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
