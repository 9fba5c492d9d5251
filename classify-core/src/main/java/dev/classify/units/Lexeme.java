package dev.classify.units;

import org.jspecify.annotations.Nullable;

/// The meaning of a piece of unit text.
sealed interface Lexeme {

  /// The kind of divisor that it makes; none if the words after it decide that.
  default Denominator asDenominator() {
    return switch (this) {
      case Span _ -> Denominator.TIME;
      case DenominatorWord below -> below.denominator();
      case Divided divided -> divided.denominator();
      case Currency _ -> Denominator.MONEY;
      case Thing thing ->
          switch (thing.kind()) {
            case GENERIC -> Denominator.ITEM;
            case GROUP, OTHER -> Denominator.PERSON;
          };
      case Basis _, Parity _, Of _, Noise _, Digits _, Multiplier _, Sign _, Per _ ->
          Denominator.NONE;
      case Percent _,
          Change _,
          Annualised _,
          IndexWord _,
          Measure _,
          RatioWord _,
          Previous _,
          CommandWord _,
          Word _ ->
          Denominator.ITEM;
    };
  }

  /// Whether a number of it makes a denominator, such as the people of `per 1,000 people`.
  default boolean countable() {
    return switch (this) {
      case Thing _, Measure _, DenominatorWord _, Divided _, Multiplier _ -> true;
      case Span _,
          Currency _,
          Basis _,
          Parity _,
          Of _,
          Noise _,
          Digits _,
          Sign _,
          Per _,
          Percent _,
          Change _,
          Annualised _,
          IndexWord _,
          RatioWord _,
          Previous _,
          CommandWord _,
          Word _ ->
          false;
    };
  }

  /// `%`, points, basis points.
  ///
  /// @param annual whether it is a yearly change, such as `annual %`
  record Percent(Numerator.Percent.Kind kind, boolean annual) implements Lexeme {}

  /// A word that makes a percentage or a quantity a change.
  record Change() implements Lexeme {}

  /// At annual rates: a change where it is a percentage, a way of writing elsewhere.
  record Annualised() implements Lexeme {}

  record IndexWord() implements Lexeme {}

  /// Something discrete that is counted.
  record Thing(ThingKind kind) implements Lexeme {}

  /// What a noun for things names.
  enum ThingKind {
    /// `number` and `units` name nothing and yield to any other noun.
    GENERIC,
    /// People or firms, which titles name as their subject.
    GROUP,
    OTHER
  }

  /// A natural unit.
  ///
  /// @param rated whether it includes its time, such as `bbl/d`
  /// @param factor that the word holds, such as the million of `mb/d`; else [Factor#NONE]
  record Measure(String dimension, boolean rated, Factor factor) implements Lexeme {}

  /// A length of time.
  record Span() implements Lexeme {}

  /// A length of time or a person in a denominator, anything else elsewhere.
  record DenominatorWord(Denominator denominator) implements Lexeme {}

  /// A denominator that needs no `per`, such as `‰` and `人均`.
  ///
  /// @param text what it divides by, such as `1000 people`
  record Divided(Denominator denominator, String text) implements Lexeme {}

  /// An earlier period that the number is compared with, such as `previous year`.
  record Previous() implements Lexeme {}

  record RatioWord() implements Lexeme {}

  record Per() implements Lexeme {}

  /// The name of a currency.
  ///
  /// @param code ISO code, null where the name leaves it open
  /// @param where it is one; the same words may name a place or something else
  /// @param factor that the word holds, such as the million of `mLc`; else [Factor#NONE]
  record Currency(CurrencyNaming name, @Nullable String code, MoneyPlace where, Factor factor)
      implements Lexeme {}

  /// Where the name of a currency is one.
  enum MoneyPlace {
    ANY,
    /// In front of a multiplier.
    AMOUNT,
    /// In a field for units; in a title only beside other words of money.
    UNITS,
    /// Likewise, and in small letters in a title: `rand`, but not the place `Rand`.
    SMALL
  }

  /// A word that multiplies.
  ///
  record Multiplier(Factor factor, Beside beside) implements Lexeme {}

  /// Where a multiplier is one.
  enum Beside {
    ANY,
    /// Next to a currency.
    MONEY,
    /// Next to a currency, or before a measure or thing.
    UNIT,
    /// Next to a currency code in capitals.
    CODE,
    /// In a field for the scale alone.
    FIELD
  }

  /// `constant` and other words for the prices at which money is counted.
  record Basis(PriceBasis basis) implements Lexeme {}

  /// Purchasing power makes any dollar an international one.
  record Parity() implements Lexeme {}

  record Of() implements Lexeme {}

  /// A word that belongs to units, but adds no meaning.
  record Noise() implements Lexeme {}

  /// A word that gives an instruction: such a text is not a unit.
  record CommandWord() implements Lexeme {}

  record Digits(String text) implements Lexeme {}

  record Sign(String sign) implements Lexeme {}

  /// A word that no table knows.
  record Word() implements Lexeme {}
}
