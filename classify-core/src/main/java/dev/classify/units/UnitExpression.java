package dev.classify.units;

import dev.classify.taxonomy.UnitType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A unit as the grammar understands it. [UnitPrinter] writes it, and reading that text gives the
/// same expression.
///
/// @param factor [Factor#NONE] if no multiplier is stated
/// @param basis the prices; null if it is not money or the text does not say
/// @param base period of the prices or the index, as written, such as `2015` or `1982-84`; null if
///     none is named
/// @param change whether it is the change of something, as in `annual % growth`
/// @param of the whole of a percentage or the substance of a quantity, as written; null if not
///     named
/// @param divisors what the unit is divided by, in the order of the text
public record UnitExpression(
    Numerator numerator,
    Factor factor,
    @Nullable PriceBasis basis,
    @Nullable String base,
    boolean change,
    @Nullable String of,
    List<Divisor> divisors) {

  /// No unit.
  static final UnitExpression NOTHING = UnitExpression.of(new Numerator.NoUnit());

  public UnitExpression {
    divisors = List.copyOf(divisors);
  }

  static UnitExpression of(Numerator numerator) {
    return new UnitExpression(numerator, Factor.NONE, null, null, false, null, List.of());
  }

  /// The unit type (docs/scheme.md 2).
  public UnitType type() {
    return switch (numerator) {
      case Numerator.Money m -> UnitType.CURRENCY_AMOUNT;
      case Numerator.Percent p -> UnitType.PERCENTAGE;
      case Numerator.Index i -> UnitType.INDEX;
      case Numerator.Things t -> divided() ? UnitType.RATE : UnitType.COUNT;
      case Numerator.Measure m -> divided() ? UnitType.RATE : UnitType.PHYSICAL;
      case Numerator.Span s -> UnitType.DURATION;
      case Numerator.Quotient q -> UnitType.RATIO;
      case Numerator.Unnamed u -> divisors.isEmpty() ? UnitType.COUNT : UnitType.RATE;
      case Numerator.Flag f -> UnitType.UNKNOWN;
      case Numerator.NoUnit n -> UnitType.UNKNOWN;
    };
  }

  /// The kind of the first divisor.
  public Denominator denominator() {
    boolean whole = numerator instanceof Numerator.Percent && of != null;
    if (whole) {
      return Denominator.WHOLE;
    }
    boolean rated = numerator instanceof Numerator.Measure measure && measure.rated();
    if (rated) {
      return Denominator.TIME;
    }
    return divisors.isEmpty() ? Denominator.NONE : divisors.getFirst().kind();
  }

  /// A denominator of time does not change the type; any other makes a rate.
  private boolean divided() {
    return switch (denominator()) {
      case PERSON, MONEY, ITEM -> true;
      case NONE, TIME, WHOLE -> false;
    };
  }

  @Override
  public String toString() {
    return UnitPrinter.print(this);
  }
}
