package dev.classify.units;

import dev.classify.taxonomy.UnitType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A unit as the grammar understands it. Its text is what [UnitPrinter] makes of it, and that text
/// is read back as the same expression.
///
/// @param factor [Factor#NONE] where no multiplier is stated
/// @param basis at which prices, null where it is not money or the text does not say
/// @param base period that prices or an index refer to, as written, such as `2015` or `1982-84`;
///     null where none is named
/// @param change whether it is the change of something, as in `annual % growth`
/// @param of what a percentage is a part of or a quantity consists of, as written; null where
///     unsaid
/// @param divisors what stands below the line, in the order of the text
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

  /// The type of docs/scheme.md 2.
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

  /// What the number is divided by, in short.
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

  /// A denominator of time leaves the type alone, any other makes a rate.
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
