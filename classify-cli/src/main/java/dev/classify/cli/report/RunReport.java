package dev.classify.cli.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.submit.RunCounts;
import dev.classify.cli.submit.RunSummary;
import dev.classify.llm.SimulatedModel;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.ledger.Spending;
import dev.classify.store.results.Result;
import dev.classify.store.results.ResultColumn;
import dev.classify.store.results.ResultFilter;
import dev.classify.store.results.ResultJson;
import dev.classify.store.results.Results;
import dev.classify.terminal.ShownText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The output at the end of a run: the first answers, and how many rows ended in which way.
public final class RunReport {

  private final OutputFormat format;
  private final boolean simulated;
  private final PrintWriter out;
  private final PrintWriter err;

  /// @param simulated whether the workers ask the simulator instead of a model
  /// @param out receives the result
  /// @param err receives messages
  public RunReport(OutputFormat format, boolean simulated, PrintWriter out, PrintWriter err) {
    this.format = format;
    this.simulated = simulated;
    this.out = out;
    this.err = err;
  }

  /// Prints the whole report.
  ///
  /// @param command how the user calls commands on this system, such as `classify local`
  public void print(RunSummary summary, Results results, String command) throws SQLException {
    String rejectFile = summary.rejectFile().map(Path::toString).orElse("");
    List<Result> first = new ArrayList<>();
    if (!summary.scan().firstIds().isEmpty()) {
      results.each(ResultFilter.of(summary.scan().firstIds()), first::add);
      first.sort(
          Comparator.comparing(
              result -> summary.scan().firstIds().indexOf(result.text(ResultColumn.INDICATOR_ID))));
    }
    switch (format) {
      case TABLE -> {
        if (!first.isEmpty()) {
          out.println(ResultTable.of(first));
          out.println();
        }
        lines(summary, rejectFile, command).stream().map(ShownText::of).forEach(out::println);
      }
      case JSON -> out.println(json(summary, first, rejectFile).toPrettyString());
    }
    if (summary.unfinished() > 0 && !summary.counts().handedOver()) {
      err.println(notDone(summary, command));
    }
  }

  private static String notDone(RunSummary summary, String command) {
    RunCounts.Snapshot counts = summary.counts();
    if (!counts.pauseReason().isEmpty()) {
      return "the job is paused with %d rows not done: %s; once the model answers, run the same command again, or `%s resume %s` for the submitted batches"
          .formatted(summary.unfinished(), counts.pauseReason(), command, summary.job().id());
    }
    if (counts.stopReason().equals(Jobs.CANCELLED)) {
      return "the job was cancelled with %d rows not done; to continue it after all, run the same command again"
          .formatted(summary.unfinished());
    }
    if (!counts.stopReason().isEmpty()) {
      return "the job stopped with %d rows not done: %s; then run the same command again to continue"
          .formatted(summary.unfinished(), counts.stopReason());
    }
    return "%d rows are not done%s; run the same command again to continue"
        .formatted(
            summary.unfinished(),
            counts.failure().isEmpty()
                ? ""
                : " (" + counts.failure() + "; add --retry to classify failed rows again)");
  }

  private List<String> lines(RunSummary summary, String rejectFile, String command) {
    RunCounts.Snapshot counts = summary.counts();
    List<String> lines = new ArrayList<>();
    lines.add("job         " + summary.job().id() + ", " + summary.job().source());
    lines.add("rows        " + summary.scan().read());
    lines.add("classified  " + counts.classified() + speed(summary));
    if (summary.standIns() > 0) {
      lines.add("by rules    " + StandIns.text(summary.standIns(), command));
    }
    lines.add("unchanged   " + counts.unchanged() + (counts.unchanged() == 0 ? "" : ", skipped"));
    lines.add(
        "rejected    "
            + counts.rejected()
            + (counts.rejected() == 0 ? "" : ", see `" + command + " results --rejected`"));
    lines.add(
        "unusable    "
            + summary.scan().refused()
            + (summary.scan().refused() == 0 ? "" : ", see " + rejectFile));
    if (summary.unfinished() > 0) {
      lines.add("not done    " + summary.unfinished());
    }
    if (summary.scan().warnings() > 0) {
      lines.add("warnings    " + summary.scan().warnings() + ", see " + rejectFile);
    }
    if (summary.spending().requests() > 0) {
      lines.add("LLM         " + LlmUsageText.of(summary.spending()));
    }
    TierCostText.line(summary.tiers()).ifPresent(lines::add);
    if (askedAModel(summary)) {
      summary
          .plan()
          .ifPresent(
              plan ->
                  lines.add(
                      "estimate    " + EstimateText.against(plan.estimate(), summary.spending())));
    }
    if (saysSimulated(summary)) {
      lines.add("simulated   " + SimulatedModel.NOTE);
    }
    if (counts.byNode().size() > 1) {
      lines.add("by node     " + new TreeMap<>(counts.byNode()));
    }
    if (counts.byWorker().size() > 1) {
      lines.add("by worker   " + new TreeMap<>(counts.byWorker()));
    }
    lines.add("more        `" + command + " results`, `" + command + " export --to FILE`");
    return lines;
  }

  private static String speed(RunSummary summary) {
    return summary.counts().classified() == 0
        ? ""
        : " in %.1f s, %.0f per minute"
            .formatted(summary.duration().toNanos() / 1e9, summary.rowsPerMinute());
  }

  private ObjectNode json(RunSummary summary, List<Result> first, String rejectFile) {
    RunCounts.Snapshot counts = summary.counts();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("job", summary.job().id())
            .put("source", summary.job().source())
            .put("generation", summary.job().generation())
            .put("rows", summary.scan().read())
            .put("classified", counts.classified())
            .put(StandIns.JSON_KEY, summary.standIns())
            .put("unchanged", counts.unchanged())
            .put("rejected", counts.rejected())
            .put("unusable", summary.scan().refused())
            .put("not_done", summary.unfinished())
            .put("warnings", summary.scan().warnings())
            .put("seconds", summary.duration().toNanos() / 1e9)
            .put("per_minute", summary.rowsPerMinute());
    json.put("simulated", saysSimulated(summary));
    json.put("handed_over", counts.handedOver());
    if (!rejectFile.isEmpty()) {
      json.put("reject_file", rejectFile);
    }
    if (!counts.stopReason().isEmpty()) {
      json.put("stop_reason", counts.stopReason());
    }
    if (!counts.pauseReason().isEmpty()) {
      json.put("pause_reason", counts.pauseReason());
    }
    Spending spending = summary.spending();
    ObjectNode llm = json.putObject("llm");
    llm.put("requests", spending.requests())
        .put("tokens_in", spending.tokensIn())
        .put("tokens_cached", spending.tokensCached())
        .put("tokens_cache_write", spending.tokensCacheWrite())
        .put("tokens_out", spending.tokensOut())
        .put("cost_usd", spending.costUsd())
        .put("cost_usd_per_row", spending.costPerRowUsd())
        .put("requests_of_unknown_cost", spending.unpriced());
    TierCostText.put(llm, summary.tiers());
    if (askedAModel(summary)) {
      summary.plan().ifPresent(plan -> EstimateErrorJson.put(llm, plan.estimate(), spending));
    }
    put(json.putObject("rows_by_node"), counts.byNode());
    put(json.putObject("rows_by_worker"), counts.byWorker());
    first.forEach(result -> json.withArray("results").add(ResultJson.of(result)));
    return json;
  }

  /// A run that only waits for answers to requests of an earlier command has asked nothing itself,
  /// so there is nothing to compare its estimate with.
  private static boolean askedAModel(RunSummary summary) {
    return summary.spending().requests() > 0 && !summary.counts().handedOver();
  }

  /// Answers of the rules are never simulated.
  private boolean saysSimulated(RunSummary summary) {
    return simulated && !summary.job().provider().equals("rules");
  }

  private static void put(ObjectNode json, Map<String, Long> rows) {
    new TreeMap<>(rows).forEach(json::put);
  }
}
