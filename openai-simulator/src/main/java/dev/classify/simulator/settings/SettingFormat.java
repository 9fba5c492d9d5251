package dev.classify.simulator.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The format of numbers and times in settings.
public final class SettingFormat {

  private static final Pattern TIME = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(ms|s|m)");

  private SettingFormat() {}

  static Optional<Long> number(String text) {
    return text.matches("-?[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  static Optional<Double> share(String text) {
    if (!text.matches("[01](\\.[0-9]{1,12})?")) {
      return Optional.empty();
    }
    return Optional.of(Double.parseDouble(text)).filter(share -> share <= 1);
  }

  /// A time such as `250ms`, `1.5s` or `3m`; empty if the text is none.
  public static Optional<Duration> time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long nanos =
        switch (matcher.group(2)) {
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          default -> 60_000_000_000L;
        };
    BigDecimal time = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanos));
    return Optional.of(Duration.ofNanos(time.longValue()));
  }

  static String text(double share) {
    return BigDecimal.valueOf(share).stripTrailingZeros().toPlainString();
  }

  static String text(Duration time) {
    BigDecimal milliseconds = BigDecimal.valueOf(time.toNanos(), 6).stripTrailingZeros();
    return milliseconds.toPlainString() + "ms";
  }
}
