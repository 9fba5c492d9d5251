package dev.classify.store.jobs;

import dev.classify.model.ServiceTier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The tiers at which the requests of a job are sent.
///
/// @param tier null for what the workers are set to
/// @param fallback whether a request at flex is sent at standard where the provider has no room;
///     null for the default, which is to wait for room
/// @param repair the tier at which a job at batch asks again about rows without a usable answer;
///     null for batch
public record JobTiers(
    @Nullable ServiceTier tier, @Nullable Boolean fallback, @Nullable ServiceTier repair) {

  /// Nothing is chosen.
  public static final JobTiers NONE = new JobTiers(null, null, null);

  /// These choices, and the earlier ones where there is none.
  public JobTiers or(JobTiers earlier) {
    return new JobTiers(
        tier == null ? earlier.tier : tier,
        fallback == null ? earlier.fallback : fallback,
        repair == null ? earlier.repair : repair);
  }

  /// Whether a request may leave flex for standard, which costs more.
  public boolean mayFallBack() {
    return Objects.requireNonNullElse(fallback, false);
  }

  /// The tier of lines of the Batch API that are sent as requests of their own after all.
  public ServiceTier ofLines() {
    return repair == null || repair == ServiceTier.BATCH ? ServiceTier.STANDARD : repair;
  }

  /// The tier of a request.
  ///
  /// @param byDefault of jobs that name none
  /// @param again whether it asks again about rows whose answer was unusable
  public ServiceTier of(ServiceTier byDefault, boolean again) {
    if (tier == null) {
      return byDefault;
    }
    return tier == ServiceTier.BATCH && again && repair != null ? repair : tier;
  }
}
