package dev.classify.cli.jobreport;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.report.JobCostText;
import dev.classify.evaluate.EvaluationJson;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobBreakdown;
import dev.classify.store.projections.JobReadModels.Counted;
import dev.classify.store.projections.JobReadModels.NotCounted;
import java.util.Locale;

/// The numbers of the page as JSON.
public final class JobReportJson {

  private JobReportJson() {}

  public static ObjectNode of(JobReport report) {
    Job job = report.job();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("job", job.id())
            .put("source", job.source())
            .put("provider", job.provider())
            .put("state", job.state().name().toLowerCase(Locale.ROOT))
            .put("stop_reason", job.stopReason())
            .put("rows", job.rowsTotal())
            .put("classified", report.tally().classified())
            .put("unchanged", report.tally().unchanged())
            .put("rejected", report.tally().rejected())
            .put("started_at", job.startedAt().toString())
            .put("finished_at", job.finishedAt() == null ? null : job.finishedAt().toString())
            .put("step_seconds", report.step().toSeconds());
    ArrayNode series = json.putArray("series");
    report
        .series()
        .forEach(
            point ->
                series
                    .addObject()
                    .put("at", point.at().toString())
                    .put("rows", point.rows())
                    .put("rejected", point.rejected())
                    .put("requests", point.requests())
                    .put("failed_requests", point.failed())
                    .put("latency_p50_millis", point.latencyP50Millis())
                    .put("latency_p95_millis", point.latencyP95Millis())
                    .put("tokens_in", point.tokensIn())
                    .put("tokens_out", point.tokensOut())
                    .put("spent_usd", point.spentUsd()));
    answers(json, report);
    ObjectNode llm = JobCostText.json(report.costs());
    JobBreakdown.Requests requests = report.requests();
    llm.put("latency_p50_millis", requests.p50Millis())
        .put("latency_p95_millis", requests.p95Millis())
        .put("tokens_in", requests.tokensIn())
        .put("tokens_cached", requests.tokensCached())
        .put("tokens_out", requests.tokensOut());
    ArrayNode models = llm.putArray("models");
    report
        .models()
        .forEach(
            one ->
                models
                    .addObject()
                    .put("model", one.model())
                    .put("requests", one.requests())
                    .put("spent_usd", one.spentUsd()));
    json.set("llm", llm);
    switch (report.counted()) {
      case Counted counted -> counted(json.putObject("read_models"), counted);
      case NotCounted not -> json.putObject("read_models").put("unused", not.reason());
    }
    report
        .measured()
        .ifPresent(
            measured ->
                json.putObject("measured")
                    .put("by", measured.source())
                    .setAll(EvaluationJson.of(measured.scores())));
    return json;
  }

  private static void answers(ObjectNode json, JobReport report) {
    ArrayNode families = json.putArray("families");
    report
        .families()
        .forEach(
            one ->
                families
                    .addObject()
                    .put("family", one.family())
                    .put("indicator_type", one.indicatorType())
                    .put("rows", one.rows()));
    ArrayNode confidences = json.putArray("confidences");
    report
        .confidences()
        .forEach(
            one ->
                confidences
                    .addObject()
                    .put("from", (double) one.bin() / JobBreakdown.CONFIDENCE_BINS)
                    .put("rows", one.rows()));
    ArrayNode workers = json.putArray("workers");
    report
        .workers()
        .forEach(
            one ->
                workers
                    .addObject()
                    .put("worker", one.worker())
                    .put("batches", one.batches())
                    .put("rows", one.rows())
                    .put("requests", one.requests()));
    ArrayNode nodes = json.putArray("nodes");
    report
        .nodes()
        .forEach(
            one ->
                nodes
                    .addObject()
                    .put("node", one.node())
                    .put("batches", one.batches())
                    .put("rows", one.rows()));
    ArrayNode failures = json.putArray("failures");
    report
        .failures()
        .forEach(
            one ->
                failures
                    .addObject()
                    .put("stage", one.stage())
                    .put("reason", one.reason())
                    .put("rows", one.rows()));
  }

  private static void counted(ObjectNode json, Counted counted) {
    json.put("lag_seconds", counted.lagSeconds());
    counted
        .drift()
        .ifPresent(
            drift ->
                json.putObject("drift").put("before", drift.before()).put("drift", drift.drift()));
    ArrayNode confidences = json.putArray("confidences");
    counted
        .confidences()
        .forEach(
            one ->
                confidences
                    .addObject()
                    .put("by", one.decidedBy())
                    .put("from", (double) one.bin() / JobBreakdown.CONFIDENCE_BINS)
                    .put("rows", one.answers()));
    ArrayNode placements = json.putArray("placements");
    counted
        .placements()
        .forEach(
            one ->
                placements
                    .addObject()
                    .put("node", one.node())
                    .put("worker", one.worker())
                    .put("classified", one.answered())
                    .put("rejected", one.rejected()));
    ArrayNode models = json.putArray("load");
    counted
        .models()
        .forEach(
            one ->
                models
                    .addObject()
                    .put("model", one.model())
                    .put("classified", one.answered())
                    .put("rejected", one.rejected())
                    .put("requests", one.requests())
                    .put("throttled", one.throttled())
                    .put("tokens_in", one.tokensIn())
                    .put("tokens_out", one.tokensOut())
                    .put("spent_usd", one.spentUsd())
                    .put("latency_mean_millis", one.meanMillis())
                    .put("latency_p95_up_to_millis", one.p95Millis()));
  }
}
