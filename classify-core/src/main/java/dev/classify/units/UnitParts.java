package dev.classify.units;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parts of a unit that the parser found in one text, and the expression that they make.
final class UnitParts {

  /// The confidence of each form if every word has a place.
  private static final double SURE = 0.97;

  private static final double NAMED = 0.95;
  private static final double CHANGE_ALONE = 0.75;
  private static final double FACTOR_ALONE = 0.7;

  /// The most that words without a place can cost: a percent sign decides in any company, but a
  /// noun among unknown words may not be the unit.
  private static final double STRANGE_BESIDE_SIGN = 0.1;

  private static final double STRANGE_BESIDE_MONEY = 0.25;
  private static final double STRANGE_BESIDE_NOUN = 0.4;

  private static final double DOUBT = 0.05;
  private static final double KNOWN_MIN = 0.5;

  /// The noun that is counted or measured.
  record Noun(PlacedLexeme placed, Numerator numerator) {}

  Lexeme.@Nullable Percent percent;
  @Nullable PlacedLexeme money;
  @Nullable Noun noun;
  @Nullable PlacedLexeme generic;
  @Nullable PlacedLexeme indexWord;
  @Nullable String quotient;
  @Nullable String range;
  @Nullable String indexBase;
  @Nullable String year;
  @Nullable String of;
  @Nullable PriceBasis basis;
  Factor factor = Factor.NONE;

  /// The number before a multiplier, as in `10 million`.
  Factor factorBefore = Factor.NONE;

  boolean flag;
  boolean note;
  boolean parity;
  boolean change;

  /// Whether the number is compared with an earlier period.
  boolean previous;

  boolean annualised;
  boolean amount;
  boolean distrusted;

  /// Whether a number of the divisor makes sense, as in `per 1,000 people`.
  boolean countable;

  int words;
  int doubts;
  final List<String> leftover = new ArrayList<>();
  final List<Divisor> divisors = new ArrayList<>();

  private final boolean american;

  UnitParts(boolean american) {
    this.american = american;
  }

  /// The first form in this order that fits: money in a percentage is not money, and a base year is
  /// not a quantity.
  UnitReading reading() {
    if (distrusted || amount) {
      return UnitReading.nothing(List.of());
    }
    if (flag) {
      return new UnitReading(UnitExpression.of(new Numerator.Flag()), leftover, NAMED);
    }
    return percentage()
        .or(this::ofPrevious)
        .or(this::index)
        .or(this::amountOfMoney)
        .or(this::plainQuotient)
        .or(this::quantity)
        .orElseGet(() -> UnitReading.nothing(leftover));
  }

  private Optional<UnitReading> percentage() {
    if (percent != null) {
      boolean spoken = change || annualised || previous || percent.annual();
      unplaced(money);
      return Optional.of(
          new UnitReading(
              new UnitExpression(
                  new Numerator.Percent(percent.kind()),
                  Factor.NONE,
                  null,
                  null,
                  spoken,
                  of,
                  divisors),
              leftover,
              confidence(SURE, STRANGE_BESIDE_SIGN)));
    }
    boolean alone =
        (change || annualised)
            && money == null
            && indexBase == null
            && indexWord == null
            && generic == null
            && (noun == null || noun.numerator() instanceof Numerator.Span)
            && factor.equals(Factor.NONE);
    return alone
        ? Optional.of(
            new UnitReading(
                new UnitExpression(
                    new Numerator.Percent(Numerator.Percent.Kind.UNSAID),
                    Factor.NONE,
                    null,
                    null,
                    true,
                    null,
                    List.of()),
                leftover,
                CHANGE_ALONE))
        : Optional.empty();
  }

  /// "previous year = 100" is a change: 103 is a rise of 3 %.
  private Optional<UnitReading> ofPrevious() {
    if (!previous || indexBase == null || money != null) {
      return Optional.empty();
    }
    return Optional.of(
        new UnitReading(
            new UnitExpression(
                new Numerator.Percent(Numerator.Percent.Kind.UNSAID),
                Factor.NONE,
                null,
                null,
                true,
                null,
                List.of()),
            leftover,
            confidence(SURE, STRANGE_BESIDE_SIGN)));
  }

  private Optional<UnitReading> index() {
    boolean based = indexBase != null || note;
    if (money != null || !(based || indexWord != null)) {
      return Optional.empty();
    }
    String word = indexWord == null ? (note ? "scale" : "index") : indexWord.folded();
    if (noun != null) {
      unplaced(noun.placed());
    }
    return Optional.of(
        new UnitReading(
            new UnitExpression(
                new Numerator.Index(word, range),
                Factor.NONE,
                null,
                indexBase,
                false,
                null,
                List.of()),
            leftover,
            based
                ? confidence(SURE, STRANGE_BESIDE_SIGN)
                : confidence(NAMED, STRANGE_BESIDE_MONEY)));
  }

  private Optional<UnitReading> amountOfMoney() {
    if (money == null || !(money.lexeme() instanceof Lexeme.Currency named)) {
      return Optional.empty();
    }
    if (noun != null) {
      unplaced(noun.placed());
    }
    Numerator.Money numerator = new Numerator.Money(named.name(), named.code());
    boolean dollar = named.name() == CurrencyNaming.DOLLAR || "USD".equals(named.code());
    if (parity && dollar) {
      numerator = new Numerator.Money(CurrencyNaming.PPP, null);
    } else if (named.name() == CurrencyNaming.DOLLAR && american) {
      numerator = new Numerator.Money(CurrencyNaming.ISO, "USD");
    }
    // "2012 Dollars" without another word means dollars at the prices of 2012.
    PriceBasis prices = basis == null && year != null ? PriceBasis.CONSTANT : basis;
    return Optional.of(
        new UnitReading(
            new UnitExpression(numerator, factor, prices, year, change, null, divisors),
            leftover,
            confidence(SURE, STRANGE_BESIDE_MONEY)));
  }

  private Optional<UnitReading> plainQuotient() {
    boolean ofMeasures = noun != null && noun.numerator() instanceof Numerator.Measure;
    if (quotient == null || ofMeasures) {
      return Optional.empty();
    }
    if (noun != null) {
      unplaced(noun.placed());
    }
    return Optional.of(
        new UnitReading(
            UnitExpression.of(new Numerator.Quotient(quotient)),
            leftover,
            confidence(NAMED, STRANGE_BESIDE_MONEY)));
  }

  private Optional<UnitReading> quantity() {
    Numerator numerator;
    if (noun != null) {
      numerator = noun.numerator();
    } else if (generic != null) {
      numerator = new Numerator.Things(generic.folded());
    } else if (pluralAlone()) {
      numerator = new Numerator.Things(leftover.removeFirst());
    } else if (countable || (leftover.isEmpty() && !factor.equals(Factor.NONE))) {
      return Optional.of(unsaid());
    } else {
      return Optional.empty();
    }
    return Optional.of(
        new UnitReading(
            new UnitExpression(numerator, factor, null, null, change, of, divisors),
            leftover,
            confidence(NAMED, STRANGE_BESIDE_NOUN)));
  }

  /// "per 1,000 people" and "thousands" do not say what is counted.
  private UnitReading unsaid() {
    return new UnitReading(
        new UnitExpression(new Numerator.Unnamed(), factor, null, null, change, null, divisors),
        leftover,
        countable ? confidence(NAMED, STRANGE_BESIDE_NOUN) : FACTOR_ALONE);
  }

  /// One plural word that no table knows, such as `whales`, names the things counted.
  private boolean pluralAlone() {
    return divisors.isEmpty()
        && leftover.size() == 1
        && leftover.getFirst().length() > 3
        && leftover.getFirst().endsWith("s");
  }

  private void unplaced(@Nullable PlacedLexeme placed) {
    if (placed != null) {
      leftover.add(placed.folded());
    }
  }

  /// Falls with the share of words that have no place, and with each word that had two meanings.
  private double confidence(double certainty, double strange) {
    double share = words == 0 ? 0 : Math.min(1, (double) leftover.size() / words);
    double confidence = certainty - strange * share - DOUBT * doubts;
    return Math.max(KNOWN_MIN, Math.round(confidence * 100) / 100.0);
  }
}
