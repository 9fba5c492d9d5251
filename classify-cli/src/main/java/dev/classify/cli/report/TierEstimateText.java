package dev.classify.cli.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.submit.RunPlan;
import dev.classify.cli.submit.RunPlan.TierEstimate;
import dev.classify.model.ServiceTier;
import java.util.ArrayList;
import java.util.List;

/// What a run costs and how long it takes at each service tier.
final class TierEstimateText {

  private TierEstimateText() {}

  /// A table with a column for each tier; empty where only one tier has a price.
  static List<String> lines(RunPlan plan) {
    if (plan.tiers().size() < 2) {
      return List.of();
    }
    List<String> headers = new ArrayList<>(List.of("tier"));
    List<String> costs = new ArrayList<>(List.of("cost"));
    List<String> times = new ArrayList<>(List.of("time"));
    for (TierEstimate tier : plan.tiers()) {
      headers.add(tier.tier().token());
      costs.add(EstimateText.cost(tier.estimate()));
      times.add(time(tier));
    }
    return TextTable.ofFigures(headers, List.of(costs, times)).lines().map(String::strip).toList();
  }

  private static String time(TierEstimate tier) {
    return switch (tier.tier()) {
      case FLEX -> "longer, when there is room";
      case BATCH -> "up to a day";
      case AUTO, STANDARD, FAST -> "%.1f minutes".formatted(tier.estimate().pace().minutes());
    };
  }

  /// Adds `tiers`, one object for each; `minutes` only where they can be estimated.
  static void put(ObjectNode json, RunPlan plan) {
    json.putArray("tiers");
    for (TierEstimate tier : plan.tiers()) {
      ObjectNode one =
          json.withArray("tiers")
              .addObject()
              .put("tier", tier.tier().token())
              .put("cost_usd", tier.estimate().costUsd())
              .put("cost_uncached_usd", tier.estimate().costUncachedUsd())
              .put("time", time(tier));
      if (tier.tier() == ServiceTier.STANDARD) {
        one.put("minutes", tier.estimate().pace().minutes());
      }
    }
  }
}
