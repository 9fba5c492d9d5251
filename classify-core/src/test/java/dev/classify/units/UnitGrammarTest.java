package dev.classify.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class UnitGrammarTest {

  /// Maximum number of lexemes read, per lexeme of the text.
  private static final int PARSER_STEPS_MAX = 40;

  /// Each `in` of a definition may begin a statement as long as a piece can be.
  private static final int READER_STEPS_MAX = 5 * TextPiece.TOKENS_MAX;

  /// Nested brackets are read once for each pair around them, up to a fixed number of pairs.
  private static final int READER_STEPS_ONCE = 20_000;

  @Property
  void printedUnitIsReadBack(@ForAll("units") UnitExpression unit) {
    UnitReading reading = ShippedUnits.TEXT.read(Tokenizer.tokens(UnitPrinter.print(unit)), false);

    assertThat(reading.expression()).as(UnitPrinter.print(unit)).isEqualTo(unit);
    assertThat(reading.leftover()).isEmpty();
  }

  @Property
  void anyTextIsReadTheSameEveryTime(@ForAll String text) {
    assertRead(Tokenizer.tokens(text));
  }

  @Property
  void anyOrderOfUnitWordsIsReadInBoundedSteps(@ForAll("pieces") List<String> pieces) {
    assertRead(Tokenizer.tokens(String.join(" ", pieces)));
  }

  @Property(tries = 20)
  void repeatedPiecesTakeNoMoreStepsThanTheirLength(@ForAll("piece") String piece) {
    assertRead(Tokenizer.tokens((piece + " ").repeat(3_000)));
  }

  @Property
  void capitalsAndBlanksOfAScaleWordChangeNothing(
      @ForAll("scaleWords") String word, @ForAll boolean capitals, @ForAll("blanks") String blank) {
    String written = capitals ? word.toUpperCase(Locale.ROOT) : word;

    assertThat(
            ShippedUnits.TEXT.read(Tokenizer.tokens("USD" + blank + written), false).expression())
        .isEqualTo(ShippedUnits.TEXT.read(Tokenizer.tokens("USD " + word), false).expression());
  }

  private static void assertRead(List<Token> tokens) {
    UnitReader reader = new UnitReader(ShippedUnits.TABLES, false);
    UnitReading reading = reader.read(tokens);
    reader.inTitle(tokens);
    reader.inDefinition(tokens);
    List<PlacedLexeme> lexemes = UnitLexer.lex(ShippedUnits.TABLES, tokens, false, false).lexemes();

    assertThat(reading.confidence()).isBetween(0.0, 1.0);
    assertThat(ShippedUnits.TEXT.read(tokens, false)).isEqualTo(reading);
    assertThat(UnitParser.parse(lexemes, false).steps())
        .isLessThanOrEqualTo(PARSER_STEPS_MAX * (lexemes.size() + 1));
    assertThat(reader.steps())
        .isLessThanOrEqualTo(READER_STEPS_ONCE + (long) READER_STEPS_MAX * tokens.size());
  }

  @Provide
  Arbitrary<UnitExpression> units() {
    Arbitrary<List<Divisor>> divisors =
        Arbitraries.of(
                new Divisor(Denominator.TIME, "year"),
                new Divisor(Denominator.PERSON, "capita"),
                new Divisor(Denominator.PERSON, "1000 people"),
                new Divisor(Denominator.MONEY, "USD"),
                new Divisor(Denominator.ITEM, "hectare"))
            .list()
            .ofMaxSize(2);
    Arbitrary<UnitExpression> money =
        Combinators.combine(
                moneys(),
                factors(),
                Arbitraries.of(PriceBasis.class).injectNull(0.4),
                Arbitraries.of("2015", "1982-84").injectNull(0.5),
                Arbitraries.of(true, false),
                divisors)
            .as(
                (name, factor, basis, base, change, below) ->
                    new UnitExpression(
                        name,
                        factor,
                        base == null ? basis : dated(basis),
                        base,
                        change,
                        null,
                        below));
    Arbitrary<UnitExpression> percent =
        Combinators.combine(
                Arbitraries.of(
                    Numerator.Percent.Kind.WHOLE,
                    Numerator.Percent.Kind.POINTS,
                    Numerator.Percent.Kind.BASIS_POINTS),
                Arbitraries.of(true, false),
                Arbitraries.of("GDP", "total exports", "US $ debt").injectNull(0.5),
                divisors)
            .as(
                (kind, change, of, below) ->
                    new UnitExpression(
                        new Numerator.Percent(kind), Factor.NONE, null, null, change, of, below));
    Arbitrary<UnitExpression> index =
        Combinators.combine(
                Arbitraries.of("index", "points", "rank", "score"),
                Arbitraries.of("2010", "1982 - 84", "Jan 2000").injectNull(0.5))
            .as(
                (word, base) ->
                    new UnitExpression(
                        new Numerator.Index(word, null),
                        Factor.NONE,
                        null,
                        base,
                        false,
                        null,
                        List.of()));
    Arbitrary<UnitExpression> quantity =
        Combinators.combine(
                nouns(), factors(), Arbitraries.of("imports", "CO2").injectNull(0.5), divisors)
            .as(
                (noun, factor, of, below) ->
                    new UnitExpression(noun, factor, null, null, false, of, below));
    Arbitrary<UnitExpression> other =
        Arbitraries.of("ratio", "times", "coefficient")
            .<Numerator>map(Numerator.Quotient::new)
            .injectNull(0.2)
            .map(n -> UnitExpression.of(n == null ? new Numerator.Flag() : n));
    return Arbitraries.oneOf(money, percent, index, quantity, other);
  }

  private static PriceBasis dated(@Nullable PriceBasis basis) {
    return basis == PriceBasis.CHAINED ? basis : PriceBasis.CONSTANT;
  }

  private static Arbitrary<Numerator> moneys() {
    List<Numerator> open =
        List.of(
            new Numerator.Money(CurrencyNaming.LOCAL, null),
            new Numerator.Money(CurrencyNaming.PPP, null),
            new Numerator.Money(CurrencyNaming.DOLLAR, null));
    List<String> codes =
        ShippedUnits.TABLE_SET.read(CurrencyCodes.FORMAT).rows().stream()
            .map(row -> row.text("code"))
            .toList();
    return Arbitraries.oneOf(
        Arbitraries.of(open),
        Arbitraries.of(codes).map(code -> new Numerator.Money(CurrencyNaming.ISO, code)));
  }

  private static Arbitrary<Numerator> nouns() {
    return Arbitraries.of(
        new Numerator.Things("persons"),
        new Numerator.Things("live births"),
        new Numerator.Things("teu"),
        new Numerator.Measure("tonnes", "mass", false),
        new Numerator.Measure("m", "length", false),
        new Numerator.Measure("sq . km", "area", false),
        new Numerator.Measure("gwh", "energy", false),
        new Numerator.Span("days"));
  }

  private static Arbitrary<Factor> factors() {
    return Arbitraries.integers()
        .between(2, 14)
        .map(Factor::ofPower)
        .injectNull(0.3)
        .map(factor -> factor == null ? Factor.NONE : factor);
  }

  @Provide
  Arbitrary<String> piece() {
    List<String> words =
        ShippedUnits.TABLE_SET.read(UnitLexicon.UNITS).rows().stream()
            .map(row -> row.text("term"))
            .toList();
    return Arbitraries.oneOf(
        Arbitraries.of(words),
        Arbitraries.of("(", ")", "[", ",", ";", "=", "-", "/", "per", "in", "of", "'", "|", "："),
        Arbitraries.of("100", "2010", "1", "0", "1000", "2010 = 100", "1 in", "1=low to 6=high"),
        Arbitraries.of("USD", "ALL", "TOP", "US$", "$", "m", "MM", "K", "million", "亿", "bn"));
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return piece().list().ofMaxSize(60);
  }

  @Provide
  Arbitrary<String> scaleWords() {
    return Arbitraries.of(
        "thousand",
        "millions",
        "mn",
        "mio",
        "bn",
        "bln",
        "mrd",
        "trillion",
        "trn",
        "lakh",
        "crore",
        "hundred million");
  }

  @Provide
  Arbitrary<String> blanks() {
    return Arbitraries.of(" ", "   ", "\t", "\n", "\u00A0", " (", ", ");
  }
}
