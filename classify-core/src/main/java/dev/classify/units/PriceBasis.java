package dev.classify.units;

import dev.classify.text.Vocabulary;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The prices at which an amount of money is counted.
public enum PriceBasis {
  /// Prices of the period itself, also called nominal.
  CURRENT,
  /// Prices of a base period, also called real.
  CONSTANT,
  /// Prices of the previous period, linked from year to year.
  CHAINED;

  static final Vocabulary<PriceBasis> VOCABULARY =
      Vocabulary.of(
          Arrays.stream(values()).collect(Collectors.toMap(PriceBasis::word, Function.identity())));

  /// The word that the printer writes and the tables use.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
