package dev.classify.units;

import dev.classify.taxonomy.Scale;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.PhraseIndex;
import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import dev.classify.text.Vocabulary;
import dev.classify.units.Lexeme.ThingKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words of units, from scales.csv, currencies.csv and units.csv.
final class UnitLexicon {

  static final TableFormat SCALES =
      TableFormat.of("/dev/classify/units/scales.csv", "term", "scale", "extra", "beside");
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
    return new Lexeme.Multiplier(factor, row.oneOf("beside", "any", "money").equals("money"));
  }

  private static Lexeme money(Row row, CurrencyCodes codes) {
    boolean besideAmount = row.oneOf("beside", "any", "amount").equals("amount");
    return row.required(
        "code",
        new Vocabulary<>(
            code ->
                switch (code) {
                  case "LOCAL" ->
                      Optional.of(new Lexeme.Currency(CurrencyNaming.LOCAL, null, besideAmount));
                  case "PPP" ->
                      Optional.of(new Lexeme.Currency(CurrencyNaming.PPP, null, besideAmount));
                  case "DOLLAR" ->
                      Optional.of(new Lexeme.Currency(CurrencyNaming.DOLLAR, null, besideAmount));
                  case "NONE" -> Optional.of(new Lexeme.Noise());
                  default ->
                      codes.known(code)
                          ? Optional.of(new Lexeme.Currency(CurrencyNaming.ISO, code, besideAmount))
                          : Optional.empty();
                },
            "LOCAL, PPP, DOLLAR, NONE or " + codes.vocabulary().described()));
  }

  private static Lexeme unitWord(Row row) {
    return row.required(
        "kind",
        new Vocabulary<>(
            kind -> unitWord(kind, row),
            "percent, change, annualised, index, thing, measure, rated, span, period, person,"
                + " ratio, per, basis, parity, of, noise or distrust"));
  }

  private static Optional<Lexeme> unitWord(String kind, Row row) {
    return switch (kind) {
      case "percent" -> Optional.of(row.required("value", PERCENT));
      case "change" -> Optional.of(new Lexeme.Change());
      case "annualised" -> Optional.of(new Lexeme.Annualised());
      case "index" -> Optional.of(new Lexeme.IndexWord());
      case "thing" ->
          Optional.of(new Lexeme.Thing(row.member("value", THING).orElse(ThingKind.OTHER)));
      case "measure" -> Optional.of(new Lexeme.Measure(row.text("value"), false));
      case "rated" -> Optional.of(new Lexeme.Measure(row.text("value"), true));
      case "span" -> Optional.of(new Lexeme.Span());
      case "period" -> Optional.of(new Lexeme.DenominatorWord(Denominator.TIME));
      case "person" -> Optional.of(new Lexeme.DenominatorWord(Denominator.PERSON));
      case "ratio" -> Optional.of(new Lexeme.RatioWord());
      case "per" -> Optional.of(new Lexeme.Per());
      case "basis" -> Optional.of(new Lexeme.Basis(row.required("value", PriceBasis.VOCABULARY)));
      case "parity" -> Optional.of(new Lexeme.Parity());
      case "of" -> Optional.of(new Lexeme.Of());
      case "noise" -> Optional.of(new Lexeme.Noise());
      case "distrust" -> Optional.of(new Lexeme.CommandWord());
      default -> Optional.empty();
    };
  }
}
