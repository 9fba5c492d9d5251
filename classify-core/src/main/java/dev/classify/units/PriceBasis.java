package dev.classify.units;

import dev.classify.text.Vocabulary;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// At which prices an amount of money is counted.
public enum PriceBasis {
  /// Of the period itself, also called nominal.
  CURRENT,
  /// Of a base period, also called real.
  CONSTANT,
  /// Of the period before, linked from year to year.
  CHAINED;

  static final Vocabulary<PriceBasis> VOCABULARY =
      Vocabulary.of(
          Arrays.stream(values()).collect(Collectors.toMap(PriceBasis::word, Function.identity())));

  /// As the printer writes it and the tables name it.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
