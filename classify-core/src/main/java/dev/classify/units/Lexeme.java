package dev.classify.units;

import org.jspecify.annotations.Nullable;

/// The meaning of a piece of unit text.
sealed interface Lexeme {

  /// The kind of divisor that it makes; none if the words after it decide that.
  default Denominator asDenominator() {
    return switch (this) {
      case Span _ -> Denominator.TIME;
      case DenominatorWord below -> below.denominator();
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
          CommandWord _,
          Word _ ->
          Denominator.ITEM;
    };
  }

  /// Whether a number of it makes a denominator, such as the people of `per 1,000 people`.
  default boolean countable() {
    return switch (this) {
      case Thing _, Measure _, DenominatorWord _, Multiplier _ -> true;
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
  record Measure(String dimension, boolean rated) implements Lexeme {}

  /// A length of time.
  record Span() implements Lexeme {}

  /// A length of time or a person in a denominator, anything else elsewhere.
  record DenominatorWord(Denominator denominator) implements Lexeme {}

  record RatioWord() implements Lexeme {}

  record Per() implements Lexeme {}

  /// The name of a currency.
  ///
  /// @param code ISO code, null where the name leaves it open
  /// @param besideAmount whether it is a currency only next to a multiplier or a slash
  record Currency(CurrencyNaming name, @Nullable String code, boolean besideAmount)
      implements Lexeme {}

  /// A word that multiplies.
  ///
  /// @param besideMoney whether it is a multiplier only next to a currency
  record Multiplier(Factor factor, boolean besideMoney) implements Lexeme {}

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
