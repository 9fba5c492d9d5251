package dev.classify.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.classify.model.Price;
import dev.classify.model.ServiceTier;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A language model that the workers are configured to ask.
///
/// @param name under which it is requested and billed
/// @param reasons whether it reasons first; those tokens count as output
/// @param price today, in the tier of jobs that name none; null if unknown
/// @param tierPrices today, by the name of the tier, as far as they are known; null from an older
///     build
/// @param shutdown the day on which its provider switches it off, such as `2027-01-14`; null if
///     none is known
public record OfferedModel(
    String name,
    boolean reasons,
    @Nullable Price price,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable Map<String, Price> tierPrices,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String shutdown) {

  /// The price in a tier; empty if unknown.
  ///
  /// @param tier null for the one of jobs that name none
  public Optional<Price> price(@Nullable ServiceTier tier) {
    return tier == null
        ? Optional.ofNullable(price)
        : Optional.ofNullable(pricesByTier().get(tier.priced()));
  }

  private Map<String, Price> pricesByTier() {
    return Objects.requireNonNullElse(tierPrices, Map.of());
  }
}
