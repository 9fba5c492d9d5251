package dev.classify.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a model: one line of `models.csv` or of `LLM_MODELS`.
///
/// @param pattern its name, or a pattern of names with `*` and `[5-9]`
/// @param reasons whether it reasons if it is asked without an effort; its reasoning counts as
///     output
/// @param efforts the reasoning efforts that it takes in chat completions; empty if it takes none
/// @param effort the one that it is asked with where the user sets none; null for none
/// @param temperature whether it takes a temperature
/// @param logprobs whether it returns the probabilities of tokens
/// @param since the day from which the price holds; null without a price
/// @param price in the usual tier; null if unknown
/// @param tiers how much more or less it costs in other tiers, as multiples of the price, by the
///     name of the tier
/// @param contextTokens the longest prompt plus answer; null if unknown
/// @param shutdown the day on which its provider switches it off; null if none is announced
/// @param source where this was found
/// @param checked when it was found there; null for a line that does not say
public record KnownModel(
    String pattern,
    boolean reasons,
    List<String> efforts,
    @Nullable String effort,
    Permission temperature,
    Permission logprobs,
    @Nullable LocalDate since,
    @Nullable Price price,
    Map<String, BigDecimal> tiers,
    @Nullable Integer contextTokens,
    @Nullable LocalDate shutdown,
    String source,
    @Nullable LocalDate checked) {

  /// The effort with which a model does not reason.
  public static final String NO_EFFORT = "none";

  public KnownModel {
    efforts = List.copyOf(efforts);
    tiers = Map.copyOf(tiers);
  }

  /// A model of which nothing is known: it is asked as if it could do everything, and does not
  /// reason. Its temperature is left to its server, which knows it better.
  static KnownModel unknown(String name) {
    return new KnownModel(
        name,
        false,
        List.of(),
        null,
        Permission.NO,
        Permission.YES,
        null,
        null,
        Map.of(),
        null,
        null,
        "",
        null);
  }

  KnownModel withoutPrice() {
    return new KnownModel(
        pattern,
        reasons,
        efforts,
        effort,
        temperature,
        logprobs,
        null,
        null,
        Map.of(),
        contextTokens,
        shutdown,
        source,
        checked);
  }

  /// Whether it reasons before it answers.
  ///
  /// @param asked the effort of the request; null for none
  public boolean reasons(@Nullable String asked) {
    return asked == null ? reasons : !asked.equals(NO_EFFORT);
  }

  /// Its prices, that of the usual tier first.
  List<PriceTable.Line> prices() {
    if (price == null || since == null) {
      return List.of();
    }
    List<PriceTable.Line> lines = new ArrayList<>();
    lines.add(new PriceTable.Line(since, pattern, "", price));
    for (String tier : ModelFile.TIERS) {
      BigDecimal factor = tiers.get(tier);
      if (factor != null) {
        lines.add(new PriceTable.Line(since, pattern, tier, price.times(factor)));
      }
    }
    return lines;
  }

  /// Its tiers in a fixed order.
  public Map<String, BigDecimal> tiersInOrder() {
    Map<String, BigDecimal> ordered = new LinkedHashMap<>();
    for (String tier : ModelFile.TIERS) {
      BigDecimal factor = tiers.get(tier);
      if (factor != null) {
        ordered.put(tier, factor);
      }
    }
    return ordered;
  }
}
