package dev.classify.model;

import dev.classify.exit.CommandFailure;
import dev.classify.settings.InvalidSettings;
import dev.classify.settings.SettingsReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which prices of language models a program uses.
///
/// @param file `LLM_PRICES`: prices in place of those of the models; empty for those
/// @param surchargePercent `LLM_PRICE_SURCHARGE_PERCENT`, added to every price
public record PriceSettings(String file, BigDecimal surchargePercent) {

  private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(\\.\\d{1,2})?");

  /// Reads the settings; the reader notes a problem for everything that cannot be used.
  public static PriceSettings from(SettingsReader reader) {
    return new PriceSettings(
        reader.text("LLM_PRICES", ""),
        reader.read(
            "LLM_PRICE_SURCHARGE_PERCENT",
            BigDecimal.ZERO,
            text -> Optional.of(text).filter(PERCENT.asMatchPredicate()).map(BigDecimal::new),
            "is not a percentage from 0 to 999",
            "give a number such as 10"));
  }

  /// Reads the environment.
  ///
  /// @throws InvalidSettings naming every problem at once
  public static PriceSettings from(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    PriceSettings settings = from(reader);
    reader.check();
    return settings;
  }

  /// Reads the table, with the surcharge in every price.
  ///
  /// @throws CommandFailure where the file cannot be read or a line is wrong
  public PriceTable read(ModelSettings.TextFile reader, ModelTable models) {
    return listed(reader, models).withSurcharge(surchargePercent);
  }

  private PriceTable listed(ModelSettings.TextFile reader, ModelTable models) {
    if (file.isEmpty()) {
      return models.prices();
    }
    try {
      return PriceTable.read(file, reader.read(file));
    } catch (IOException e) {
      throw CommandFailure.usage(
          "LLM_PRICES cannot be read: " + e, "name a file that exists and that you may read", e);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "LLM_PRICES: " + e.getMessage(), "correct the line; docs/models.md shows the columns", e);
    }
  }
}
