package dev.classify.units;

import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.UnitType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a unit text says, and which of its words were not understood.
///
/// @param leftover words of the text that have no place in the expression
/// @param confidence 0 if nothing was recognized; near 1 if every word has a place and one meaning
public record UnitReading(UnitExpression expression, List<String> leftover, double confidence) {

  public UnitReading {
    leftover = List.copyOf(leftover);
  }

  /// A text that says nothing about the unit.
  static UnitReading nothing(List<String> leftover) {
    return new UnitReading(UnitExpression.NOTHING, leftover, 0);
  }

  /// Whether anything was recognized.
  public boolean known() {
    return confidence > 0;
  }

  /// The unit type (docs/scheme.md 2).
  public UnitType type() {
    return expression.type();
  }

  /// Percent or index for those types, else the stated factor.
  public Scale scale() {
    return switch (type()) {
      case PERCENTAGE -> Scale.PERCENT;
      case INDEX -> Scale.INDEX;
      case COUNT, CURRENCY_AMOUNT, PHYSICAL, RATE, RATIO, DURATION, UNKNOWN ->
          expression.factor().scale();
    };
  }

  /// Whether the text states a factor.
  public boolean factorStated() {
    return !expression.factor().equals(Factor.NONE);
  }

  /// The part of the factor that the scale cannot hold: 100 for `hundred million`, else 1.
  public int extraFactor() {
    return expression.factor().extra();
  }

  /// How the currency is named; null if the unit is not money.
  public @Nullable CurrencyNaming currencyNaming() {
    return expression.numerator() instanceof Numerator.Money money ? money.name() : null;
  }

  /// ISO 4217 code; null if the unit is not money or the text names none.
  public @Nullable String currency() {
    return expression.numerator() instanceof Numerator.Money money ? money.code() : null;
  }

  /// What the number is divided by.
  public Denominator denominator() {
    return expression.denominator();
  }

  /// Whether it is the unit of a change, as in `annual % growth`.
  public boolean change() {
    return expression.change();
  }
}
