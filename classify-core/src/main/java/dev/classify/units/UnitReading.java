package dev.classify.units;

import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.UnitType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a unit text says.
///
/// @param scale percent and index for those types, else the stated factor
/// @param stated whether the text states a factor
/// @param extraFactor what the scale leaves out: 100 for `hundred million`, else 1
/// @param money how the money is named, null where the unit is not money
/// @param currency ISO 4217 code, null where it is not money or the text names none
/// @param change whether the text speaks of a change, as in `annual % growth`
/// @param leftover words that no table knows
/// @param confidence 0 where nothing was recognised, near 1 where every word was
public record UnitReading(
    UnitType type,
    Scale scale,
    boolean stated,
    int extraFactor,
    @Nullable MoneyName money,
    @Nullable String currency,
    Denominator denominator,
    boolean change,
    List<String> leftover,
    double confidence) {

  public UnitReading {
    leftover = List.copyOf(leftover);
  }

  /// A text that says nothing about the unit.
  static UnitReading nothing(List<String> leftover) {
    return of(UnitType.UNKNOWN, Factor.NONE, Denominator.NONE, leftover, 0);
  }

  static UnitReading of(
      UnitType type,
      Factor factor,
      Denominator denominator,
      List<String> leftover,
      double confidence) {
    Scale scale =
        switch (type) {
          case PERCENTAGE -> Scale.PERCENT;
          case INDEX -> Scale.INDEX;
          case COUNT, CURRENCY_AMOUNT, PHYSICAL, RATE, RATIO, DURATION, UNKNOWN -> factor.scale();
        };
    return new UnitReading(
        type,
        scale,
        !factor.equals(Factor.NONE),
        factor.extra(),
        null,
        null,
        denominator,
        false,
        leftover,
        confidence);
  }

  UnitReading withMoney(MoneyName name, @Nullable String code) {
    return new UnitReading(
        type, scale, stated, extraFactor, name, code, denominator, change, leftover, confidence);
  }

  UnitReading withChange(boolean spoken) {
    return new UnitReading(
        type,
        scale,
        stated,
        extraFactor,
        money,
        currency,
        denominator,
        spoken,
        leftover,
        confidence);
  }

  /// Whether anything was recognised.
  public boolean known() {
    return confidence > 0;
  }
}
