package dev.classify.units;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Random units, and texts that look like units. Every run gets the same ones.
final class RandomUnits {

  private static final List<Divisor> DIVISORS =
      List.of(
          new Divisor(Denominator.TIME, "year"),
          new Divisor(Denominator.PERSON, "capita"),
          new Divisor(Denominator.PERSON, "1000 people"),
          new Divisor(Denominator.MONEY, "USD"),
          new Divisor(Denominator.ITEM, "hectare"));

  private static final List<Numerator> NOUNS =
      List.of(
          new Numerator.Things("persons"),
          new Numerator.Things("live births"),
          new Numerator.Things("teu"),
          new Numerator.Measure("tonnes", "mass", false),
          new Numerator.Measure("m", "length", false),
          new Numerator.Measure("sq . km", "area", false),
          new Numerator.Measure("gwh", "energy", false),
          new Numerator.Span("days"));

  private static final List<String> CODES =
      ShippedUnits.TABLE_SET.read(CurrencyCodes.FORMAT).rows().stream()
          .map(row -> row.text("code"))
          .toList();

  private static final List<String> TERMS =
      ShippedUnits.TABLE_SET.read(UnitLexicon.UNITS).rows().stream()
          .map(row -> row.text("term"))
          .toList();

  private static final int CHARACTERS_MAX = 200;

  private final Random random = new Random(17);

  /// A unit that can be printed and read back.
  UnitExpression unit() {
    return anyOf(
        this::money,
        this::percent,
        () -> index(oneOf("index", "points", "rank", "score")),
        this::quantity,
        this::other);
  }

  private UnitExpression money() {
    Numerator.Money name =
        anyOf(
            () ->
                new Numerator.Money(
                    oneOf(CurrencyNaming.LOCAL, CurrencyNaming.PPP, CurrencyNaming.DOLLAR), null),
            () -> new Numerator.Money(CurrencyNaming.ISO, code()));
    String base = orNull(() -> oneOf("2015", "1982-84"));
    PriceBasis basis = orNull(() -> oneOf(PriceBasis.values()));
    if (base != null && basis != PriceBasis.CHAINED) {
      basis = PriceBasis.CONSTANT;
    }
    return new UnitExpression(name, factor(), basis, base, random.nextBoolean(), null, divisors());
  }

  private UnitExpression percent() {
    Numerator.Percent.Kind kind =
        oneOf(
            Numerator.Percent.Kind.WHOLE,
            Numerator.Percent.Kind.POINTS,
            Numerator.Percent.Kind.BASIS_POINTS);
    return new UnitExpression(
        new Numerator.Percent(kind),
        Factor.NONE,
        null,
        null,
        random.nextBoolean(),
        orNull(() -> oneOf("GDP", "total exports", "US $ debt")),
        divisors());
  }

  private UnitExpression index(String word) {
    String base = orNull(() -> oneOf("2010", "1982 - 84", "Jan 2000"));
    return new UnitExpression(
        new Numerator.Index(word, null), Factor.NONE, null, base, false, null, List.of());
  }

  private UnitExpression quantity() {
    Numerator noun = NOUNS.get(random.nextInt(NOUNS.size()));
    String of = orNull(() -> oneOf("imports", "CO2"));
    return new UnitExpression(noun, factor(), null, null, false, of, divisors());
  }

  private UnitExpression other() {
    return UnitExpression.of(
        random.nextInt(5) == 0
            ? new Numerator.Flag()
            : new Numerator.Quotient(oneOf("ratio", "times", "coefficient")));
  }

  private Factor factor() {
    return random.nextInt(4) == 0 ? Factor.NONE : Factor.ofPower(2 + random.nextInt(13));
  }

  private List<Divisor> divisors() {
    return Stream.generate(() -> DIVISORS.get(random.nextInt(DIVISORS.size())))
        .limit(random.nextInt(3))
        .toList();
  }

  /// A word or sign that a unit is written with.
  String piece() {
    return anyOf(
        () -> TERMS.get(random.nextInt(TERMS.size())),
        () -> oneOf("(", ")", "[", ",", ";", "=", "-", "/", "per", "in", "of", "'", "|", "："),
        () -> oneOf("100", "2010", "1", "0", "1000", "2010 = 100", "1 in", "1=low to 6=high"),
        () -> oneOf("USD", "ALL", "TOP", "US$", "$", "m", "MM", "K", "million", "亿", "bn"));
  }

  /// Up to 60 of them.
  String pieces() {
    return Stream.generate(this::piece).limit(random.nextInt(61)).collect(Collectors.joining(" "));
  }

  /// Any characters, half of them those of an English text; also halves of a surrogate pair.
  String text() {
    return IntStream.range(0, random.nextInt(CHARACTERS_MAX + 1))
        .map(_ -> random.nextBoolean() ? ' ' + random.nextInt('~' - ' ') : random.nextInt(0x10000))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private String code() {
    return CODES.get(random.nextInt(CODES.size()));
  }

  @SafeVarargs
  private <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }

  @SafeVarargs
  private <T> T anyOf(Supplier<? extends T>... kinds) {
    return kinds[random.nextInt(kinds.length)].get();
  }

  private <T> @Nullable T orNull(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }
}
