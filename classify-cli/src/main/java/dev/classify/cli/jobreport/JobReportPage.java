package dev.classify.cli.jobreport;

import dev.classify.cli.evaluate.ConfidenceHtml;
import dev.classify.cli.html.HtmlMarkup;
import dev.classify.cli.html.HtmlPage;
import dev.classify.cli.html.ShareTable;
import dev.classify.cli.html.TimeChart;
import dev.classify.evaluate.Scores;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobBreakdown;
import dev.classify.store.jobs.JobSeries;
import dev.classify.store.projections.JobReadModels.Counted;
import dev.classify.store.projections.JobReadModels.NotCounted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The report as one self-contained page, good enough to attach to a mail.
public final class JobReportPage {

  private static final int FAMILIES_SHOWN = 25;

  private JobReportPage() {}

  /// A whole document.
  ///
  /// @param requestsPerMinute what the job may send; null without a limit, or if it is not known
  public static String of(JobReport report, @Nullable Integer requestsPerMinute) {
    Job job = report.job();
    HtmlMarkup html = HtmlPage.begin("Job " + job.id());
    html.text(
        "p class=\"soft\"",
        "%s, answered by %s, %s; started %s%s."
            .formatted(
                job.source(),
                job.provider(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.startedAt().truncatedTo(ChronoUnit.SECONDS),
                job.finishedAt() == null
                    ? ""
                    : ", ended " + job.finishedAt().truncatedTo(ChronoUnit.SECONDS)));
    if (job.stopReason() != null) {
      html.text("p", "Stopped: " + job.stopReason());
    }
    tiles(html, report);
    overTime(html, report, requestsPerMinute);
    answers(html, report);
    report.measured().ifPresent(measured -> confidence(html, measured));
    failures(html, report);
    requests(html, report);
    return HtmlPage.end(html);
  }

  private static void tiles(HtmlMarkup html, JobReport report) {
    html.raw("<ul class=\"tiles\">\n");
    HtmlPage.tile(html, Long.toString(report.job().rowsTotal()), "rows");
    HtmlPage.tile(html, Integer.toString(report.tally().classified()), "classified");
    HtmlPage.tile(html, Integer.toString(report.tally().unchanged()), "unchanged");
    HtmlPage.tile(html, Integer.toString(report.tally().rejected()), "rejected");
    if (report.costs().requests() > 0) {
      HtmlPage.tile(html, Long.toString(report.costs().requests()), "requests to models");
      HtmlPage.tile(
          html,
          costIsKnown(report) ? "USD " + dollars(report.costs().spentUsd()) : "unknown",
          report.costs().budgetUsd() == null
              ? "spent"
              : "spent of USD " + dollars(report.costs().budgetUsd()));
    }
    html.raw("</ul>\n");
  }

  private static void overTime(HtmlMarkup html, JobReport report, @Nullable Integer limit) {
    if (report.series().isEmpty()) {
      return;
    }
    html.text("h2", "Over time").raw("<div class=\"pictures\">\n");
    chart(html, report, "Rows per minute", null, point -> report.perMinute(point.rows()));
    if (report.costs().requests() > 0) {
      chart(
          html,
          report,
          limit == null ? "Requests per minute" : "Requests per minute, and the limit of " + limit,
          limit == null ? null : (double) limit,
          point -> report.perMinute(point.requests()));
      if (costIsKnown(report)) {
        chart(
            html,
            report,
            "US cents per minute",
            null,
            point -> 100 * point.spentUsd().doubleValue() * 60 / report.step().toSeconds());
      }
    }
    html.raw("</div>\n");
  }

  /// Of at least one request; a model without a price has no costs to show.
  private static boolean costIsKnown(JobReport report) {
    return report.costs().unpriced() < report.costs().requests();
  }

  private static void chart(
      HtmlMarkup html,
      JobReport report,
      String title,
      @Nullable Double limit,
      ToDoubleFunction<JobSeries.Point> value) {
    List<JobSeries.Point> series = report.series();
    html.raw("<figure>")
        .text("figcaption", title)
        .raw(
            TimeChart.of(
                title + " in the last run; each bar is " + report.step().toSeconds() + " s",
                series.stream()
                    .map(
                        point ->
                            new TimeChart.Bar(
                                value.applyAsDouble(point),
                                String.format(
                                    Locale.ROOT,
                                    "%s: %.1f",
                                    point.at().truncatedTo(ChronoUnit.SECONDS),
                                    value.applyAsDouble(point))))
                    .toList(),
                limit,
                series.getFirst().at().truncatedTo(ChronoUnit.SECONDS).toString(),
                series
                    .getLast()
                    .at()
                    .plus(report.step())
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString()))
        .raw("</figure>\n");
  }

  private static void answers(HtmlMarkup html, JobReport report) {
    html.text("h2", "Answers");
    if (report.families().isEmpty()) {
      html.text("p", "The job has no current answer.");
    }
    int more = Math.max(report.families().size() - FAMILIES_SHOWN, 0);
    ShareTable.write(
        html,
        more == 0 ? "what the rows measure" : "what the rows measure; %d more".formatted(more),
        "family/type",
        "rows",
        report.families().stream()
            .limit(FAMILIES_SHOWN)
            .map(one -> new ShareTable.Share(one.family() + "/" + one.indicatorType(), one.rows()))
            .toList());
    switch (report.counted()) {
      case Counted counted -> CountedSections.write(html, counted);
      case NotCounted not -> uncounted(html, report, not);
    }
  }

  private static void uncounted(HtmlMarkup html, JobReport report, NotCounted not) {
    ShareTable.write(
        html,
        "how confident the answers are",
        "confidence",
        "rows",
        report.confidences().stream()
            .map(one -> new ShareTable.Share(interval(one.bin()), one.rows()))
            .toList());
    ShareTable.write(
        html,
        "which worker stored the rows",
        "worker",
        "rows",
        report.workers().stream()
            .map(one -> new ShareTable.Share(one.worker(), one.rows()))
            .toList());
    ShareTable.write(
        html,
        "which Restate node took the rows",
        "node",
        "rows",
        report.nodes().stream()
            .map(
                one ->
                    new ShareTable.Share(
                        Objects.requireNonNullElse(one.node(), "unknown"), one.rows()))
            .toList());
    html.text(
        "p class=\"soft\"",
        "Counted from the rows of the job, because %s.".formatted(not.reason()));
  }

  private static void confidence(HtmlMarkup html, MeasuredConfidence measured) {
    Scores scores = measured.scores();
    html.text("h2", "What the confidences are worth")
        .text(
            "p",
            "Measured by %s: %d of %d rows are right in every field."
                .formatted(measured.source(), scores.allRight().right(), scores.allRight().of()));
    scores.calibration().ifPresent(calibration -> ConfidenceHtml.write(html, scores, calibration));
  }

  /// Such as `0.95–1.00`.
  static String interval(int bin) {
    double width = 1.0 / JobBreakdown.CONFIDENCE_BINS;
    return String.format(Locale.ROOT, "%.2f–%.2f", bin * width, (bin + 1) * width);
  }

  private static void failures(HtmlMarkup html, JobReport report) {
    if (report.failures().isEmpty()) {
      return;
    }
    html.text("h2", "Rejected rows")
        .table(
            "table class=\"texts\"",
            "why rows have no answer",
            List.of("stage", "reason", "rows"),
            report.failures().stream()
                .map(one -> List.of(one.stage(), one.reason(), Long.toString(one.rows())))
                .toList());
  }

  private static void requests(HtmlMarkup html, JobReport report) {
    if (report.costs().requests() == 0) {
      return;
    }
    html.text("h2", "Requests to models");
    JobBreakdown.Requests requests = report.requests();
    html.text(
        "p",
        "%d tokens in (%d from the cache), %d out; half of the answers came within %s, 95 %% within %s."
            .formatted(
                requests.tokensIn(),
                requests.tokensCached(),
                requests.tokensOut(),
                seconds(requests.p50Millis()),
                seconds(requests.p95Millis())));
    html.table(
        "table",
        "by model, over all runs",
        List.of("model", "requests", "USD"),
        report.models().stream()
            .map(
                one -> List.of(one.model(), Long.toString(one.requests()), dollars(one.spentUsd())))
            .toList());
    Map<String, Long> outcomes = new TreeMap<>(report.costs().byOutcome());
    ShareTable.write(
        html,
        "what became of the requests",
        "outcome",
        "requests",
        outcomes.entrySet().stream()
            .map(one -> new ShareTable.Share(one.getKey(), one.getValue()))
            .toList());
  }

  static String seconds(@Nullable Long millis) {
    return millis == null ? "?" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
  }

  static String dollars(BigDecimal usd) {
    return usd.setScale(4, RoundingMode.HALF_UP).toPlainString();
  }
}
