package dev.classify.cli.runner;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.submit.EstimateRun;
import dev.classify.cli.submit.RunPlan;
import dev.classify.estimate.Estimate;

/// An estimate as the HTTP API shows it.
final class EstimateJson {

  private EstimateJson() {}

  static String of(EstimateRun.RunEstimate found) {
    RunPlan plan = found.plan();
    Estimate estimate = plan.estimate();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("job", found.jobId())
            .put("provider", found.version().provider())
            .put("rows", found.scan().rows())
            .put("unusable", found.scan().refused())
            .put("unchanged", plan.unchanged())
            .put("byRules", plan.byRules())
            .put("rejectedByRules", plan.rejectedByRules())
            .put("sameContent", plan.sameContent())
            .put("toAsk", plan.asked())
            .put("askedAgain", plan.askedAgain())
            .put("requests", estimate.requests())
            .put("tokensIn", estimate.tokensIn())
            .put("tokensOut", estimate.tokensOut())
            .put("costUsd", estimate.costUsd())
            .put("minutes", estimate.pace().minutes())
            .put("boundBy", estimate.pace().boundBy());
    estimate.models().forEach(model -> json.withArray("models").add(model.model()));
    plan.shutdowns().forEach(json.withArray("shutdowns")::add);
    return json.toString();
  }
}
