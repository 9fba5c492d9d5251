package dev.classify.cli.command;

import dev.classify.model.ServiceTier;

/// A service tier that a job may choose.
enum TierChoice {
  STANDARD(ServiceTier.STANDARD),
  /// Slower and cheaper.
  FLEX(ServiceTier.FLEX),
  /// Within a day and cheaper.
  BATCH(ServiceTier.BATCH);

  private final ServiceTier tier;

  TierChoice(ServiceTier tier) {
    this.tier = tier;
  }

  ServiceTier tier() {
    return tier;
  }
}
