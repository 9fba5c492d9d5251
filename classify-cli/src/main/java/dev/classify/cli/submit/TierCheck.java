package dev.classify.cli.submit;

import dev.classify.api.OfferedModel;
import dev.classify.api.WorkerDescription;
import dev.classify.exit.CommandFailure;
import dev.classify.model.ServiceTier;
import dev.classify.store.jobs.JobTiers;
import java.util.List;

/// Checks before anything is sent whether requests can be sent at the tiers of a job.
final class TierCheck {

  private TierCheck() {}

  /// Checks the tiers of a job.
  ///
  /// @param chosen by this command
  /// @param tiers the same and those that an earlier command has chosen
  /// @param models that the job asks; empty for the rules
  /// @throws CommandFailure naming the tier and the fix
  static void check(
      JobTiers chosen, JobTiers tiers, WorkerDescription workers, List<OfferedModel> models) {
    ServiceTier tier = tiers.tier();
    if (models.isEmpty()) {
      return;
    }
    if (chosen.repair() != null && tier != ServiceTier.BATCH) {
      throw CommandFailure.usage(
          "--repair-tier is for jobs of --tier batch",
          "add --tier batch, or leave --repair-tier out");
    }
    if (tier != null) {
      check(tier, workers, models);
    }
    if (tier == ServiceTier.BATCH && tiers.repair() != null) {
      check(tiers.repair(), workers, models);
    }
  }

  private static void check(
      ServiceTier tier, WorkerDescription workers, List<OfferedModel> models) {
    if (!workers.offers(tier)) {
      throw CommandFailure.usage(
          "the workers cannot send requests at tier " + tier.token() + reason(tier),
          "choose another --tier");
    }
    for (OfferedModel model : models) {
      if (model.price(null).isPresent() && model.price(tier).isEmpty()) {
        throw CommandFailure.usage(
            "the workers know no price of %s at tier %s, so its provider may not offer it"
                .formatted(model.name(), tier.token()),
            "choose another --tier, or name the price in LLM_MODELS where the workers run"
                + " (docs/models.md)");
      }
    }
  }

  private static String reason(ServiceTier tier) {
    return tier == ServiceTier.BATCH
        ? ": the server at OPENAI_BASE_URL has no Batch API, or their build does not use it"
        : ": they are of an earlier build";
  }
}
