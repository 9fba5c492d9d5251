package dev.classify.units;

import org.jspecify.annotations.Nullable;

/// What stands above the line of a unit.
public sealed interface Numerator {

  /// Money.
  ///
  /// @param code ISO 4217 code, null where the text leaves it open or there is none
  record Money(CurrencyNaming name, @Nullable String code) implements Numerator {

    public Money {
      if ((name == CurrencyNaming.ISO) != (code != null)) {
        throw new IllegalArgumentException("a code goes with one currency: " + name + ", " + code);
      }
    }
  }

  /// Hundredths, or points of them.
  record Percent(Kind kind) implements Numerator {

    /// How the hundredths are named.
    public enum Kind {
      WHOLE,
      POINTS,
      BASIS_POINTS,
      /// A change that is a percentage though no word says so, as in `growth rate`.
      UNSAID
    }
  }

  /// A number on an artificial scale.
  ///
  /// @param word `index`, `points`, `rank`, `scale`
  /// @param range its ends, as `1 - 6`; null where the text does not tell both
  record Index(String word, @Nullable String range) implements Numerator {}

  /// Discrete things.
  ///
  /// @param noun in small letters, as written
  record Things(String noun) implements Numerator {}

  /// A natural unit.
  ///
  /// @param dimension `mass`, `energy`; empty where the table names none
  /// @param rated whether it holds its time already, as `bbl/d`
  record Measure(String noun, String dimension, boolean rated) implements Numerator {}

  /// A length of time.
  record Span(String noun) implements Numerator {}

  /// A plain quotient, as `ratio` or `times`.
  record Quotient(String word) implements Numerator {}

  /// One of two codes, as in `1=yes; 0=no`.
  record Flag() implements Numerator {}

  /// Things that the text does not name, as in `per 1,000 people` and `thousands`.
  record Unnamed() implements Numerator {}

  /// No unit was recognised.
  record NoUnit() implements Numerator {}
}
