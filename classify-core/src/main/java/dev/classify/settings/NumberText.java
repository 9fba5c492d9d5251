package dev.classify.settings;

import java.math.BigDecimal;
import java.util.Optional;

/// Numbers as users write them in settings.
public final class NumberText {

  private NumberText() {}

  /// Reads a whole number of at most 18 digits, empty where the text is not one.
  public static Optional<Long> parse(String text) {
    return text.matches("-?[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /// Reads a share from 0 to 1, empty where the text is not one.
  public static Optional<Double> parseShare(String text) {
    return text.matches("[01](\\.[0-9]{1,12})?")
        ? Optional.of(Double.valueOf(text)).filter(share -> share <= 1)
        : Optional.empty();
  }

  /// Writes a share without an exponent; [#parseShare] reads the same share from it.
  public static String formatShare(double share) {
    return BigDecimal.valueOf(share).stripTrailingZeros().toPlainString();
  }
}
