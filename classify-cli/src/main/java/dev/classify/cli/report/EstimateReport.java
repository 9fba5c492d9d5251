package dev.classify.cli.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.submit.EstimateRun;
import dev.classify.cli.submit.RunPlan;
import dev.classify.estimate.Estimate;
import dev.classify.estimate.ModelEstimate;
import dev.classify.store.ledger.Spending;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The output of `classify estimate`.
public final class EstimateReport {

  private final EstimateRun.RunEstimate found;
  private final RunPlan plan;
  private final Estimate estimate;
  private final boolean offline;

  /// @param offline whether stored answers were not looked at
  public EstimateReport(EstimateRun.RunEstimate found, boolean offline) {
    this.found = found;
    this.plan = found.plan();
    this.estimate = plan.estimate();
    this.offline = offline;
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    String rejectFile = found.rejectFile().map(Path::toString).orElse("");
    lines.add(
        "rows        %d, answered by %s"
            .formatted(found.scan().rows(), found.version().provider()));
    lines.add(
        "unusable    "
            + found.scan().refused()
            + (found.scan().refused() == 0 ? "" : ", see " + rejectFile));
    if (offline) {
      lines.add(
          "stored      not looked at: rows that are already classified are counted as to ask");
    } else {
      lines.add("unchanged   " + plan.unchanged() + (plan.unchanged() == 0 ? "" : ", skipped"));
    }
    lines.add("by rules    " + plan.byRules());
    if (plan.rejectedByRules() > 0) {
      lines.add("rejected    " + plan.rejectedByRules() + ", the rules have no valid answer");
    }
    lines.add(
        "same text   "
            + plan.sameContent()
            + (plan.sameContent() == 0 ? "" : ", reuse the answer of another row"));
    lines.add("to ask      " + plan.asked());
    lines.add("requests    " + EstimateText.requests(estimate));
    found
        .requestSize()
        .ifPresent(size -> lines.add("per request " + EstimateText.requestSize(size)));
    lines.add("tokens      " + EstimateText.tokens(estimate));
    lines.add(
        "cost        "
            + EstimateText.cost(plan)
            + LlmUsageText.perRow(costPerRowUsd())
            + (estimate.costUsd() == null || estimate.requests() == 0
                ? ""
                : "; " + EstimateText.dollars(estimate.costUncachedUsd()) + " without caching"));
    lines.add("minutes     " + EstimateText.minutes(plan));
    lines.addAll(TierEstimateText.lines(plan));
    EstimateText.replacedAnswers(plan).forEach(sentence -> lines.add("versions    " + sentence));
    String rules = EstimateText.otherRules(plan);
    if (!rules.isEmpty()) {
      lines.add("rules       " + rules);
    }
    plan.shutdowns().forEach(warning -> lines.add("shutdown    " + warning));
    assumptions().forEach(assumed -> lines.add("assumed     " + assumed));
    return lines;
  }

  private @Nullable BigDecimal costPerRowUsd() {
    return Spending.costPerRowUsd(estimate.costUsd(), plan.asked());
  }

  private List<String> assumptions() {
    List<String> lines = new ArrayList<>();
    for (ModelEstimate model : estimate.models()) {
      if (model.load().requests() > 0) {
        lines.add(
            "%s uses %.0f completion tokens for each row, %s; %s"
                .formatted(
                    model.model(),
                    (double) model.tokensOut() / model.load().indicators(),
                    model.habit().learnt()
                        ? "as in its last " + model.habit().requests() + " requests"
                        : "a default, because it has no past requests",
                    model.costUsd() == null
                        ? "its price is unknown: see `classify prices` and LLM_MODELS"
                        : "priced as in `classify prices`"));
      }
    }
    if (estimate.models().size() > 1 && plan.asked() > 0) {
      lines.add(
          "%.0f %% of the rows are also sent to the review model, %s"
              .formatted(
                  100 * plan.reviewPart(),
                  plan.reviewLearnt()
                      ? "as in earlier jobs"
                      : "a default, because there are no earlier jobs"));
    }
    if (estimate.tokensCached() > 0) {
      lines.add("the provider caches the instructions after the first request to a model");
    }
    if (estimate.requests() > 0) {
      lines.add("no request fails or is repeated");
    }
    return lines;
  }

  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (!offline) {
      json.put("job", found.jobId());
    }
    json.put("provider", found.version().provider())
        .put("rows", found.scan().rows())
        .put("unusable", found.scan().refused())
        .put("stored_looked_at", !offline)
        .put("unchanged", plan.unchanged())
        .put("by_rules", plan.byRules())
        .put("rejected_by_rules", plan.rejectedByRules())
        .put("same_content", plan.sameContent())
        .put("to_ask", plan.asked());
    put(json, estimate);
    json.put("cost_usd_per_row", costPerRowUsd())
        .put("cost_uncached_usd", estimate.costUncachedUsd())
        .put("minutes", estimate.pace().minutes())
        .put("bound_by", estimate.pace().boundBy());
    found.requestSize().ifPresent(size -> json.put("rows_per_request", size.rowsPerRequest()));
    TierEstimateText.put(json, plan);
    ObjectNode versions = json.putObject("other_versions");
    plan.otherVersions().forEach(versions::put);
    json.put("asked_again", plan.askedAgain()).put("review_part", plan.reviewPart());
    plan.shutdowns().forEach(json.putArray("shutdowns")::add);
    for (ModelEstimate model : estimate.models()) {
      json.withArray("models")
          .addObject()
          .put("model", model.model())
          .put("requests", model.load().requests())
          .put("rows", model.load().indicators())
          .put("tokens_in", model.tokensIn())
          .put("tokens_cached", model.tokensCached())
          .put("tokens_out", model.tokensOut())
          .put("cost_usd", model.costUsd())
          .put("learnt_from_requests", model.habit().requests());
    }
    return json;
  }

  static void put(ObjectNode json, Estimate estimate) {
    json.put("requests", estimate.requests())
        .put("tokens_in", estimate.tokensIn())
        .put("tokens_cached", estimate.tokensCached())
        .put("tokens_out", estimate.tokensOut())
        .put("cost_usd", estimate.costUsd());
  }
}
