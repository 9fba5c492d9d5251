package dev.classify.units;

import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.VocabularyTerm;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.PhraseIndex;
import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import dev.classify.text.Vocabulary;
import dev.classify.units.Lexeme.MoneyPlace;
import dev.classify.units.Lexeme.ThingKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words of units, from scales.csv, currencies.csv and units.csv.
final class UnitLexicon {

  static final TableFormat SCALES =
      TableFormat.of("/dev/classify/units/scales.csv", "term", "scale", "extra", "beside")
          .uniqueBy("term", "beside");
  static final TableFormat CURRENCIES =
      TableFormat.of("/dev/classify/units/currencies.csv", "term", "code", "beside");
  static final TableFormat UNITS =
      TableFormat.of("/dev/classify/units/units.csv", "term", "kind", "value");

  private static final int EXTRA_MAX = 1_000_000;

  private static final Vocabulary<Lexeme.Percent> PERCENT =
      Vocabulary.of(
          Map.of(
              "whole", new Lexeme.Percent(Numerator.Percent.Kind.WHOLE, false),
              "points", new Lexeme.Percent(Numerator.Percent.Kind.POINTS, false),
              "basis", new Lexeme.Percent(Numerator.Percent.Kind.BASIS_POINTS, false),
              "annual", new Lexeme.Percent(Numerator.Percent.Kind.WHOLE, true)));
  private static final Vocabulary<Lexeme.Beside> BESIDE =
      Vocabulary.of(
          Map.of(
              "any", Lexeme.Beside.ANY,
              "money", Lexeme.Beside.MONEY,
              "unit", Lexeme.Beside.UNIT,
              "code", Lexeme.Beside.CODE,
              "field", Lexeme.Beside.FIELD));
  private static final Vocabulary<MoneyPlace> MONEY_PLACE =
      Vocabulary.of(
          Map.of(
              "any", MoneyPlace.ANY,
              "amount", MoneyPlace.AMOUNT,
              "units", MoneyPlace.UNITS,
              "small", MoneyPlace.SMALL));
  private static final Vocabulary<Factored> FACTORED =
      new Vocabulary<>(
          Factored::read,
          "a dimension such as mass, and after * a scale such as millions if the word holds it");
  private static final Vocabulary<ThingKind> THING =
      Vocabulary.of(Map.of("generic", ThingKind.GENERIC, "group", ThingKind.GROUP));

  /// @param exactly the required spelling; empty if capitals do not matter
  record Entry(Lexeme lexeme, String exactly) {

    boolean spelledIn(List<Token> tokens, int start, int end) {
      if (exactly.isEmpty()) {
        return true;
      }
      StringBuilder spelled = new StringBuilder();
      for (int i = start; i < end; i++) {
        spelled.append(tokens.get(i).original());
      }
      return exactly.contentEquals(spelled);
    }
  }

  private final PhraseIndex<Entry> entries;

  private UnitLexicon(PhraseIndex<Entry> entries) {
    this.entries = entries;
  }

  static UnitLexicon read(TableSet tables, CurrencyCodes codes) {
    PhraseIndex.Builder<Entry> entries = PhraseIndex.builder();
    for (Row row : tables.read(SCALES).rows()) {
      add(entries, row, multiplier(row));
    }
    for (Row row : tables.read(CURRENCIES).rows()) {
      add(entries, row, money(row, codes));
    }
    for (Row row : tables.read(UNITS).rows()) {
      add(entries, row, unitWord(row));
    }
    return new UnitLexicon(entries.build());
  }

  /// Every known word of units in a text, including overlapping ones.
  List<Match<Entry>> find(List<Token> tokens) {
    return entries.find(tokens);
  }

  /// Whether a single folded word is known.
  boolean knows(String word) {
    return !entries.find(List.of(new Token(word, word, Token.Kind.WORD))).isEmpty();
  }

  /// Whether a single folded word is a multiplier.
  boolean multiplies(String word) {
    return entries.find(List.of(new Token(word, word, Token.Kind.WORD))).stream()
        .anyMatch(match -> match.value().lexeme() instanceof Lexeme.Multiplier);
  }

  /// A term after `=` counts only in the spelling of the table: `MM` is million, `mm` millimetre.
  private static void add(PhraseIndex.Builder<Entry> entries, Row row, Lexeme lexeme) {
    String term = row.phrase("term");
    boolean exact = term.startsWith("=");
    String phrase = exact ? term.substring(1) : term;
    entries.add(phrase, new Entry(lexeme, exact ? phrase : ""));
  }

  private static Lexeme multiplier(Row row) {
    Scale scale = row.required("scale", Vocabulary.of(Scale.class));
    row.require(
        scale != Scale.PERCENT && scale != Scale.INDEX,
        "scale",
        "is not a multiplier",
        "use another scale; add words for percent and index to " + UNITS.name());
    Factor factor = new Factor(scale, row.number("extra", 1, EXTRA_MAX));
    return new Lexeme.Multiplier(factor, row.required("beside", BESIDE));
  }

  private static Lexeme money(Row row, CurrencyCodes codes) {
    MoneyPlace where = row.required("beside", MONEY_PLACE);
    return row.required(
        "code",
        new Vocabulary<>(
            cell ->
                Factored.read(cell)
                    .flatMap(named -> currency(named.word(), codes, where, named.factor())),
            "LOCAL, PPP, DOLLAR, NONE or " + codes.vocabulary().described()));
  }

  private static Optional<Lexeme> currency(
      String code, CurrencyCodes codes, MoneyPlace where, Factor factor) {
    Optional<CurrencyNaming> naming =
        switch (code) {
          case "LOCAL" -> Optional.of(CurrencyNaming.LOCAL);
          case "PPP" -> Optional.of(CurrencyNaming.PPP);
          case "DOLLAR" -> Optional.of(CurrencyNaming.DOLLAR);
          default -> Optional.empty();
        };
    if (code.equals("NONE")) {
      return Optional.of(new Lexeme.Noise());
    }
    if (naming.isPresent()) {
      return Optional.of(new Lexeme.Currency(naming.get(), null, where, factor));
    }
    return codes.known(code)
        ? Optional.of(new Lexeme.Currency(CurrencyNaming.ISO, code, where, factor))
        : Optional.empty();
  }

  /// A cell such as `LOCAL*millions`: a word, and the factor that it holds.
  private record Factored(String word, Factor factor) {

    static Optional<Factored> read(String cell) {
      int star = cell.indexOf('*');
      if (star < 0) {
        return Optional.of(new Factored(cell, Factor.NONE));
      }
      return VocabularyTerm.find(Scale.class, cell.substring(star + 1))
          .filter(scale -> scale != Scale.PERCENT && scale != Scale.INDEX)
          .map(scale -> new Factored(cell.substring(0, star), new Factor(scale, 1)));
    }
  }

  private static Lexeme unitWord(Row row) {
    return row.required(
        "kind",
        new Vocabulary<>(
            kind -> unitWord(kind, row),
            "percent, change, annualised, index, thing, measure, rated, span, period, person,"
                + " ratio, per, divided, basis, parity, previous, of, noise or distrust"));
  }

  private static Optional<Lexeme> unitWord(String kind, Row row) {
    return switch (kind) {
      case "percent" -> Optional.of(row.required("value", PERCENT));
      case "change" -> Optional.of(new Lexeme.Change());
      case "annualised" -> Optional.of(new Lexeme.Annualised());
      case "index" -> Optional.of(new Lexeme.IndexWord());
      case "thing" ->
          Optional.of(new Lexeme.Thing(row.member("value", THING).orElse(ThingKind.OTHER)));
      case "measure" -> Optional.of(measure(row, false));
      case "rated" -> Optional.of(measure(row, true));
      case "span" -> Optional.of(new Lexeme.Span());
      case "period" -> Optional.of(new Lexeme.DenominatorWord(Denominator.TIME));
      case "person" -> Optional.of(new Lexeme.DenominatorWord(Denominator.PERSON));
      case "ratio" -> Optional.of(new Lexeme.RatioWord());
      case "per" -> Optional.of(new Lexeme.Per());
      case "divided" -> Optional.of(new Lexeme.Divided(Denominator.PERSON, row.phrase("value")));
      case "previous" -> Optional.of(new Lexeme.Previous());
      case "basis" -> Optional.of(new Lexeme.Basis(row.required("value", PriceBasis.VOCABULARY)));
      case "parity" -> Optional.of(new Lexeme.Parity());
      case "of" -> Optional.of(new Lexeme.Of());
      case "noise" -> Optional.of(new Lexeme.Noise());
      case "distrust" -> Optional.of(new Lexeme.CommandWord());
      default -> Optional.empty();
    };
  }

  private static Lexeme measure(Row row, boolean rated) {
    return row.member("value", FACTORED)
        .map(named -> new Lexeme.Measure(named.word(), rated, named.factor()))
        .orElse(new Lexeme.Measure("", rated, Factor.NONE));
  }
}
