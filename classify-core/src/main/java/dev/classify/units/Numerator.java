package dev.classify.units;

import org.jspecify.annotations.Nullable;

/// What a unit counts or measures.
public sealed interface Numerator {

  /// Money.
  ///
  /// @param code ISO 4217 code; null if the text leaves it open or there is none
  record Money(CurrencyNaming name, @Nullable String code) implements Numerator {

    public Money {
      if ((name == CurrencyNaming.ISO) != (code != null)) {
        throw new IllegalArgumentException("a code goes with one currency: " + name + ", " + code);
      }
    }
  }

  /// Percent, or points of it.
  record Percent(Kind kind) implements Numerator {

    /// How the text names it.
    public enum Kind {
      WHOLE,
      POINTS,
      BASIS_POINTS,
      /// A change that is a percentage although no word says so, as in `growth rate`.
      UNSAID
    }
  }

  /// A number on an artificial scale.
  ///
  /// @param word `index`, `points`, `rank`, `scale`
  /// @param range its ends, such as `1 - 6`; null if the text does not give both
  record Index(String word, @Nullable String range) implements Numerator {}

  /// Discrete things.
  ///
  /// @param noun in small letters, as written
  record Things(String noun) implements Numerator {}

  /// A natural unit.
  ///
  /// @param dimension such as `mass` or `energy`; empty if the table names none
  /// @param rated whether it includes its time, such as `bbl/d`
  record Measure(String noun, String dimension, boolean rated) implements Numerator {}

  /// A length of time.
  record Span(String noun) implements Numerator {}

  /// A plain quotient, such as `ratio` or `times`.
  record Quotient(String word) implements Numerator {}

  /// One of two codes, as in `1=yes; 0=no`.
  record Flag() implements Numerator {}

  /// Things that the text does not name, as in `per 1,000 people` and `thousands`.
  record Unnamed() implements Numerator {}

  /// No unit was recognized.
  record NoUnit() implements Numerator {}
}
