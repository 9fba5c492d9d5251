package dev.classify.units;

import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.VocabularyTerm;
import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.PhraseIndex;
import dev.classify.text.Token;
import dev.classify.units.Lexeme.ThingKind;
import java.util.List;
import java.util.Optional;

/// The words of units, from the tables beside this package.
final class UnitLexicon {

  static final String SCALES = "/dev/classify/units/scales.csv";
  static final String CURRENCIES = "/dev/classify/units/currencies.csv";
  static final String UNITS = "/dev/classify/units/units.csv";

  /// @param exactly the spelling it needs, empty where capitals do not matter
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

  static final PhraseIndex<Entry> ENTRIES = read();

  private UnitLexicon() {}

  private static PhraseIndex<Entry> read() {
    PhraseIndex.Builder<Entry> entries = PhraseIndex.builder();
    for (Row row : CsvTable.read(SCALES, "term", "scale", "extra", "beside").rows()) {
      Scale scale = row.required("scale", token -> VocabularyTerm.find(Scale.class, token));
      Factor factor = new Factor(scale, row.number("extra"));
      add(entries, row, new Lexeme.Multiplier(factor, beside(row, "money")));
    }
    for (Row row : CsvTable.read(CURRENCIES, "term", "code", "beside").rows()) {
      add(entries, row, money(row));
    }
    for (Row row : CsvTable.read(UNITS, "term", "kind", "value").rows()) {
      add(entries, row, row.required("kind", kind -> unitWord(kind, row)));
    }
    return entries.build();
  }

  /// A term after `=` needs the spelling of the table: `MM` is million, `mm` millimetre.
  private static void add(PhraseIndex.Builder<Entry> entries, Row row, Lexeme lexeme) {
    String term = row.text("term");
    boolean exact = term.startsWith("=");
    String phrase = exact ? term.substring(1) : term;
    entries.add(phrase, new Entry(lexeme, exact ? phrase : ""));
  }

  private static boolean beside(Row row, String what) {
    return row.required(
        "beside",
        beside ->
            beside.equals("any")
                ? Optional.of(false)
                : beside.equals(what) ? Optional.of(true) : Optional.empty());
  }

  private static Lexeme money(Row row) {
    boolean besideAmount = beside(row, "amount");
    return row.required(
        "code",
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
                  CurrencyCodes.known(code)
                      ? Optional.of(new Lexeme.Currency(CurrencyNaming.ISO, code, besideAmount))
                      : Optional.empty();
            });
  }

  private static Optional<Lexeme> unitWord(String kind, Row row) {
    return switch (kind) {
      case "percent" -> Optional.of(percent(row));
      case "change" -> Optional.of(new Lexeme.Change());
      case "annualised" -> Optional.of(new Lexeme.Annualised());
      case "index" -> Optional.of(new Lexeme.IndexWord());
      case "thing" -> Optional.of(new Lexeme.Thing(thing(row)));
      case "measure" -> Optional.of(new Lexeme.Measure(row.text("value"), false));
      case "rated" -> Optional.of(new Lexeme.Measure(row.text("value"), true));
      case "span" -> Optional.of(new Lexeme.Span());
      case "period" -> Optional.of(new Lexeme.DenominatorWord(Denominator.TIME));
      case "person" -> Optional.of(new Lexeme.DenominatorWord(Denominator.PERSON));
      case "ratio" -> Optional.of(new Lexeme.RatioWord());
      case "per" -> Optional.of(new Lexeme.Per());
      case "basis" -> Optional.of(new Lexeme.Basis(row.required("value", PriceBasis::find)));
      case "parity" -> Optional.of(new Lexeme.Parity());
      case "of" -> Optional.of(new Lexeme.Of());
      case "noise" -> Optional.of(new Lexeme.Noise());
      case "distrust" -> Optional.of(new Lexeme.CommandWord());
      default -> Optional.empty();
    };
  }

  private static Lexeme percent(Row row) {
    return row.required(
        "value",
        value ->
            Optional.ofNullable(
                switch (value) {
                  case "whole" -> new Lexeme.Percent(Numerator.Percent.Kind.WHOLE, false);
                  case "points" -> new Lexeme.Percent(Numerator.Percent.Kind.POINTS, false);
                  case "basis" -> new Lexeme.Percent(Numerator.Percent.Kind.BASIS_POINTS, false);
                  case "annual" -> new Lexeme.Percent(Numerator.Percent.Kind.WHOLE, true);
                  default -> null;
                }));
  }

  private static ThingKind thing(Row row) {
    return row.member(
            "value",
            value ->
                Optional.ofNullable(
                    switch (value) {
                      case "generic" -> ThingKind.GENERIC;
                      case "group" -> ThingKind.GROUP;
                      default -> null;
                    }))
        .orElse(ThingKind.OTHER);
  }
}
