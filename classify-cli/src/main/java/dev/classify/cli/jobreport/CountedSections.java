package dev.classify.cli.jobreport;

import dev.classify.cli.html.HtmlMarkup;
import dev.classify.cli.html.ShareTable;
import dev.classify.store.projections.JobReadModels;
import dev.classify.store.projections.JobReadModels.Counted;
import dev.classify.store.projections.ThroughputProjection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The parts of the page that projectors have counted.
final class CountedSections {

  private static final Map<String, String> PATHS =
      Map.of(
          "rules", "how confident the rules were",
          "model", "how confident the model was",
          "stand-in", "how confident the rules were in the place of the model");

  private CountedSections() {}

  static void write(HtmlMarkup html, Counted counted) {
    confidences(html, counted);
    placements(html, counted.placements());
    load(html, counted.models());
    html.text("p class=\"soft\"", age(counted.lagSeconds()));
  }

  private static void confidences(HtmlMarkup html, Counted counted) {
    Map<String, List<ShareTable.Share>> byPath = new LinkedHashMap<>();
    for (JobReadModels.Confidence one : counted.confidences()) {
      byPath
          .computeIfAbsent(one.decidedBy(), _ -> new ArrayList<>())
          .add(new ShareTable.Share(JobReportPage.interval(one.bin()), one.answers()));
    }
    byPath.forEach(
        (path, shares) ->
            ShareTable.write(
                html, PATHS.getOrDefault(path, path), "confidence", "answers", shares));
    counted
        .drift()
        .ifPresent(
            drift ->
                html.text(
                    "p",
                    String.format(
                        Locale.ROOT,
                        "The confidences differ from those of %s, the job before over the same"
                            + " input, by %.1f %% of the answers.",
                        drift.before(),
                        100 * drift.drift())));
  }

  private static void placements(HtmlMarkup html, List<JobReadModels.Placement> placements) {
    if (placements.isEmpty()) {
      return;
    }
    TreeSet<String> nodes = new TreeSet<>();
    Map<String, Map<String, Long>> byWorker = new TreeMap<>();
    for (JobReadModels.Placement one : placements) {
      nodes.add(one.node());
      byWorker
          .computeIfAbsent(one.worker(), _ -> new TreeMap<>())
          .merge(one.node(), one.answered() + one.rejected(), Long::sum);
    }
    List<String> heads = new ArrayList<>(List.of("worker"));
    nodes.forEach(node -> heads.add(node.isEmpty() ? "unknown" : node));
    List<List<String>> rows = new ArrayList<>();
    byWorker.forEach(
        (worker, byNode) -> {
          List<String> row = new ArrayList<>(List.of(worker));
          nodes.forEach(node -> row.add(Long.toString(byNode.getOrDefault(node, 0L))));
          rows.add(row);
        });
    html.table("table", "rows by worker and Restate node, in all runs", heads, rows);
  }

  private static void load(HtmlMarkup html, List<JobReadModels.ModelLoad> models) {
    if (models.isEmpty()) {
      return;
    }
    html.table(
        "table",
        "what all jobs did in the minutes of this one",
        List.of(
            "answered by",
            "classified",
            "rejected",
            "requests",
            "throttled",
            "USD",
            "mean latency",
            "95 % within"),
        models.stream()
            .map(
                one ->
                    List.of(
                        one.model(),
                        Long.toString(one.answered()),
                        Long.toString(one.rejected()),
                        Long.toString(one.requests()),
                        Long.toString(one.throttled()),
                        JobReportPage.dollars(one.spentUsd()),
                        latency(one.meanMillis()),
                        bound(one.p95Millis())))
            .toList());
  }

  private static String bound(@Nullable Long millis) {
    List<Integer> bounds = ThroughputProjection.BUCKETS_MS;
    return millis != null && millis.equals((long) bounds.getLast())
        ? "over " + JobReportPage.seconds((long) bounds.get(bounds.size() - 2))
        : latency(millis);
  }

  /// Rules, people and nobody have none.
  private static String latency(@Nullable Long millis) {
    return millis == null ? "–" : JobReportPage.seconds(millis);
  }

  private static String age(double lagSeconds) {
    return lagSeconds == 0
        ? "Counted by projectors, which have read every event."
        : String.format(
            Locale.ROOT,
            "Counted by projectors, which are %.0f s behind the latest event.",
            Math.max(1, lagSeconds));
  }
}
