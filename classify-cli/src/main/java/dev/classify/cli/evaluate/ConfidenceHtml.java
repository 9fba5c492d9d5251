package dev.classify.cli.evaluate;

import dev.classify.cli.html.HtmlMarkup;
import dev.classify.evaluate.CalibrationScore;
import dev.classify.evaluate.Coverage;
import dev.classify.evaluate.ReliabilityTable;
import dev.classify.evaluate.Scores;
import java.util.List;

/// Whether confidences come true, and what stands at each, as pictures and their figures.
public final class ConfidenceHtml {

  private ConfidenceHtml() {}

  /// Writes both pictures with their tables, below a heading of the third level.
  public static void write(HtmlMarkup html, Scores scores, CalibrationScore calibration) {
    html.text("h3", "Confidence")
        .text("p", EvaluationText.calibrationLine(calibration) + ".")
        .raw("<div class=\"pictures\">\n<figure>")
        .text("figcaption", "Stated against right")
        .raw(reliability(calibration).toString())
        .table(
            "table",
            "bins of equal count",
            EvaluationText.BIN_HEADERS,
            EvaluationText.binRows(calibration))
        .raw("</figure>\n<figure>")
        .text("figcaption", "How many stand, and how many of those are right")
        .raw(coverage(scores.curve()).toString())
        .table(
            "table",
            "answers from a confidence on",
            EvaluationText.POINT_HEADERS,
            EvaluationText.pointRows(scores))
        .raw("</figure>\n</div>\n");
  }

  private static SvgPlot reliability(CalibrationScore calibration) {
    List<ReliabilityTable.Bin> bins = calibration.reliability().bins();
    double lowest =
        bins.stream().mapToDouble(bin -> Math.min(bin.stated(), bin.right())).min().orElse(0);
    return new SvgPlot(
            "Reliability: the share that is right by stated confidence; on the dashed line"
                + " confidences come true. The figures are in the table below.",
            "stated",
            "right",
            SvgPlot.from(lowest),
            SvgPlot.from(lowest))
        .diagonal()
        .points(
            bins.stream()
                .map(
                    bin ->
                        new SvgPlot.Point(
                            bin.stated(),
                            bin.right(),
                            "stated %s %%, right %s %%, %d answers"
                                .formatted(
                                    NumberText.percent(bin.stated()),
                                    NumberText.percent(bin.right()),
                                    bin.count())))
                .toList());
  }

  private static SvgPlot coverage(List<Coverage> curve) {
    List<Coverage> covered = curve.stream().filter(point -> point.covered() > 0).toList();
    return new SvgPlot(
            "Coverage: the share that is right by the share of answers that stand, from each"
                + " confidence on. The figures are in the table below.",
            "answers that stand",
            "right",
            0,
            SvgPlot.from(covered.stream().mapToDouble(Coverage::accuracy).min().orElse(0)))
        .points(
            covered.stream()
                .map(
                    point ->
                        new SvgPlot.Point(
                            point.share(),
                            point.accuracy(),
                            "from %s on: %s %% stand, %s %% of them are right"
                                .formatted(
                                    NumberText.two(point.threshold()),
                                    NumberText.percent(point.share()),
                                    NumberText.percent(point.accuracy()))))
                .toList());
  }
}
