package dev.classify.cli.command;

import dev.classify.model.ServiceTier;
import dev.classify.store.jobs.JobTiers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for the service tier of LLM requests.
final class TierOptions {

  @Option(
      names = "--tier",
      paramLabel = "standard|flex|batch",
      description =
          "Service tier of the LLM requests: flex costs less and waits for free capacity, batch"
              + " costs less and takes up to a day; `estimate` shows each price. Without this"
              + " option the tier of an earlier command stands (default: OPENAI_SERVICE_TIER of the"
              + " workers).")
  private @Nullable TierChoice tier;

  @Option(
      names = "--tier-fallback",
      negatable = true,
      description =
          "Send a request at standard, for its price, while the provider has no room for it at"
              + " flex, or where a file at batch expired (default: wait, and send it in the next"
              + " file).")
  private @Nullable Boolean fallback;

  @Option(
      names = "--repair-tier",
      paramLabel = "standard|flex|batch",
      description =
          "With --tier batch: the tier of requests about rows whose answer was unusable (default:"
              + " batch).")
  private @Nullable TierChoice repair;

  JobTiers tiers() {
    return new JobTiers(tier(tier), fallback, tier(repair));
  }

  private static @Nullable ServiceTier tier(@Nullable TierChoice choice) {
    return choice == null ? null : choice.tier();
  }
}
