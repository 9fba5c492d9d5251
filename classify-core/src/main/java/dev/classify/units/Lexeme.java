package dev.classify.units;

import org.jspecify.annotations.Nullable;

/// A piece of unit text with its meaning.
sealed interface Lexeme {

  /// `%`, points, basis points.
  record Percent(String kind) implements Lexeme {}

  /// A word that makes a percentage or a quantity a change.
  record Change() implements Lexeme {}

  record IndexWord() implements Lexeme {}

  /// Something discrete that is counted.
  record Thing(String kind) implements Lexeme {}

  /// A natural unit; a rated one holds its time already.
  record Measure(String dimension) implements Lexeme {}

  /// A length of time.
  record Span() implements Lexeme {}

  /// A length of time or a person where a denominator stands, anything else elsewhere.
  record Below(Denominator denominator, String text) implements Lexeme {}

  record RatioWord() implements Lexeme {}

  record Per() implements Lexeme {}

  /// The name of a money.
  ///
  /// @param code ISO code, null where the name leaves it open
  record Currency(MoneyName name, @Nullable String code) implements Lexeme {}

  /// A word that multiplies.
  ///
  /// @param besideMoney whether it is a multiplier only next to a currency
  record Multiplier(Factor factor, boolean besideMoney) implements Lexeme {}

  record Noise(String text) implements Lexeme {}

  /// A word of a command: a text that gives orders is no unit.
  record Distrust() implements Lexeme {}

  record Digits(String text) implements Lexeme {}

  record Sign(String sign) implements Lexeme {}

  /// A word that no table knows.
  record Word(String text) implements Lexeme {}
}
