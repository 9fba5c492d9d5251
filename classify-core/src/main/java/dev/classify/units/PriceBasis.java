package dev.classify.units;

import java.util.Locale;
import java.util.Optional;

/// At which prices an amount of money is counted.
public enum PriceBasis {
  /// Of the period itself, also called nominal.
  CURRENT,
  /// Of a base period, also called real.
  CONSTANT,
  /// Of the period before, linked from year to year.
  CHAINED;

  /// As the printer writes it and the tables name it.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<PriceBasis> find(String word) {
    for (PriceBasis basis : values()) {
      if (basis.word().equals(word)) {
        return Optional.of(basis);
      }
    }
    return Optional.empty();
  }
}
