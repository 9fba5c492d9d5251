package dev.classify.cli.cluster.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.api.OfferedModel;
import dev.classify.cli.cluster.ClusterSize;
import dev.classify.cli.report.EstimateText;
import dev.classify.cli.submit.InFlightLimit;
import dev.classify.estimate.ModelEstimate;
import dev.classify.estimate.RequestLoad;
import dev.classify.estimate.UsageProfile;
import dev.classify.llm.TokenEstimate;
import java.util.List;
import java.util.Locale;

/// The output of `classify cluster plan`.
public final class ClusterPlanReport {

  /// Tokens of an indicator in a prompt, on average of samples/indicators.csv.
  static final long TOKENS_OF_INDICATOR = 167;

  private final ClusterPlan plan;
  private final ClusterSize size;
  private final ModelEstimate cost;

  public ClusterPlanReport(ClusterPlan plan, OfferedModel model) {
    this.plan = plan;
    this.size = plan.size();
    long prefix = TokenEstimate.prefixTokens();
    long prompts = prefix * plan.requests() + TOKENS_OF_INDICATOR * plan.indicators();
    this.cost =
        ModelEstimate.of(
            model.name(),
            new RequestLoad(plan.requests(), plan.indicators(), prompts),
            UsageProfile.assumed(model.reasons()),
            prefix,
            model.price());
  }

  public List<String> lines() {
    return List.of(
        line("nodes", Integer.toString(size.nodes()), nodes()),
        line("workers", Integer.toString(size.workers()), workers()),
        line(
            "partitions",
            Integer.toString(size.partitions()),
            "with %d batches each at a time".formatted(size.invocationsOfPartition())),
        line("batches", Integer.toString(plan.batchesNeeded()), batches()),
        line(
            "connections",
            Integer.toString(size.databaseConnections()),
            "of PostgreSQL: 9 for each worker, 30 for others"),
        line(
            "memory",
            plan.memoryMib() + " MiB",
            "limits of the containers: nodes 576, workers 352, others 1696"),
        line(
            "cores",
            decimal("%.1f", plan.cores()),
            "at 70 %% use; the workers use %s".formatted(decimal("%.2f", plan.workerCores()))),
        line("minutes", decimal("%.1f", plan.minutes()), minutes()),
        line("cost", EstimateText.dollars(cost.costUsd()), cost()),
        line("next", "", next()));
  }

  private String nodes() {
    return size.lossesSurvived() == 0
        ? "none may be lost"
        : "any %d may be lost: %d copies".formatted(size.lossesSurvived(), size.copies());
  }

  private String workers() {
    return "%d for %s requests in flight, %d for %s rows per second, at least 2"
        .formatted(
            plan.workersForRequestsInFlight(),
            decimal("%.0f", plan.requestsInFlight()),
            plan.workersForProcessor(),
            decimal("%.0f", plan.rowsPerSecond()));
  }

  private String batches() {
    if (plan.boundByBatches()) {
      return "needed at a time, but the nodes take "
          + plan.batchesMax()
          + ": raise concurrent-invocations-limit in restate.toml, and the limit of calls in"
          + " nginx.conf";
    }
    return plan.batchesNeeded() > InFlightLimit.BATCHES_MAX
        ? "needed at a time; a run has %d: give it --in-flight %d"
            .formatted(InFlightLimit.BATCHES_MAX, plan.batchesNeeded())
        : "needed at a time; a run has up to %d, the nodes take %d"
            .formatted(InFlightLimit.BATCHES_MAX, plan.batchesMax());
  }

  private String minutes() {
    return "%d requests of %d rows, %s per second by the %s"
        .formatted(
            plan.requests(),
            plan.rowsPerRequest(),
            decimal("%.1f", plan.requestsPerSecond()),
            plan.boundByBatches() ? "batches" : "rate limit");
  }

  private String cost() {
    return "for %s: %d tokens in, of which %d cached, %d out"
        .formatted(cost.model(), cost.tokensIn(), cost.tokensCached(), cost.tokensOut());
  }

  private String next() {
    return size.workers() > ClusterSize.WORKERS_MAX
        ? "too many workers for one machine: docs/kubernetes.md"
        : "classify cluster render --nodes %d --workers %d".formatted(size.nodes(), size.workers());
  }

  private static String line(String name, String value, String reason) {
    return "%-12s%-13s%s".formatted(name, value, reason);
  }

  private static String decimal(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  public ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("nodes", size.nodes())
        .put("nodes_that_may_be_lost", size.lossesSurvived())
        .put("copies", size.copies())
        .put("workers", size.workers())
        .put("workers_for_requests_in_flight", plan.workersForRequestsInFlight())
        .put("workers_for_processor", plan.workersForProcessor())
        .put("partitions", size.partitions())
        .put("batches_needed", plan.batchesNeeded())
        .put("batches_max", plan.batchesMax())
        .put("connections", size.databaseConnections())
        .put("memory_mib", plan.memoryMib())
        .put("cores", plan.cores())
        .put("requests", plan.requests())
        .put("requests_per_second", plan.requestsPerSecond())
        .put("requests_in_flight", plan.requestsInFlight())
        .put("rows_per_second", plan.rowsPerSecond())
        .put("minutes", plan.minutes())
        .put("model", cost.model())
        .put("tokens_in", cost.tokensIn())
        .put("tokens_cached", cost.tokensCached())
        .put("tokens_out", cost.tokensOut())
        .put("cost_usd", cost.costUsd());
  }
}
