package dev.classify.cli.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.model.ServiceTier;
import dev.classify.store.jobs.TierCosts.TierCost;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How many requests ran at which service tier, and what they cost.
final class TierCostText {

  private TierCostText() {}

  /// One line, such as `flex: 12 requests, USD 0.0100; standard: 1 requests, USD 0.0020`; empty
  /// where every request ran at standard.
  static Optional<String> line(List<TierCost> tiers) {
    return tiers.stream().allMatch(tier -> tier.tier().equals(ServiceTier.STANDARD.token()))
        ? Optional.empty()
        : Optional.of(
            tiers.stream()
                .map(TierCostText::of)
                .collect(Collectors.joining("; ", "tiers       ", "")));
  }

  private static String of(TierCost tier) {
    return "%s: %d requests, %s%s"
        .formatted(
            tier.tier(),
            tier.requests(),
            EstimateText.dollars(tier.costUsd()),
            tier.withoutRoom() == 0
                ? ""
                : " (no room for %d others)".formatted(tier.withoutRoom()));
  }

  /// Adds `tiers`, one object for each.
  static void put(ObjectNode json, List<TierCost> tiers) {
    json.putArray("tiers");
    for (TierCost tier : tiers) {
      json.withArray("tiers")
          .addObject()
          .put("tier", tier.tier())
          .put("requests", tier.requests())
          .put("refused_for_lack_of_room", tier.withoutRoom())
          .put("cost_usd", tier.costUsd());
    }
  }
}
