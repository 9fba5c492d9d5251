package dev.classify.units;

import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.Term;
import dev.classify.text.Phrases;
import dev.classify.text.TermTable;
import dev.classify.text.TermTable.Row;
import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The words of units, from the tables beside this package.
final class UnitLexicon {

  static final String SCALES = "/dev/classify/units/scales.csv";
  static final String CURRENCIES = "/dev/classify/units/currencies.csv";
  static final String UNITS = "/dev/classify/units/units.csv";

  /// @param exactly the spelling it needs, empty where capitals do not matter
  record Entry(Lexeme lexeme, Optional<String> exactly) {

    boolean spelledIn(List<Token> tokens) {
      return exactly.isEmpty()
          || exactly
              .get()
              .equals(tokens.stream().map(Token::original).collect(Collectors.joining()));
    }
  }

  static final Phrases<Entry> ENTRIES = read();

  private UnitLexicon() {}

  private static Phrases<Entry> read() {
    Phrases.Builder<Entry> entries = Phrases.builder();
    for (Row row : TermTable.read(SCALES, "term", "scale", "extra", "beside").rows()) {
      Scale scale = row.required("scale", token -> Term.find(Scale.class, token));
      Factor factor = new Factor(scale, row.number("extra"));
      add(entries, row, new Lexeme.Multiplier(factor, row.text("beside").equals("money")));
    }
    for (Row row : TermTable.read(CURRENCIES, "term", "code").rows()) {
      add(entries, row, row.required("code", UnitLexicon::money));
    }
    for (Row row : TermTable.read(UNITS, "term", "kind", "value").rows()) {
      String value = row.text("value");
      String text = folded(row.text("term"));
      add(entries, row, row.required("kind", kind -> unitWord(kind, value, text)));
    }
    return entries.build();
  }

  /// A term after `=` needs the spelling of the table: `MM` is million, `mm` millimetre.
  private static void add(Phrases.Builder<Entry> entries, Row row, Lexeme lexeme) {
    String term = row.text("term");
    boolean exact = term.startsWith("=");
    String phrase = exact ? term.substring(1) : term;
    entries.add(phrase, new Entry(lexeme, exact ? Optional.of(phrase) : Optional.empty()));
  }

  private static String folded(String term) {
    return Tokenizer.tokens(term).stream().map(Token::folded).collect(Collectors.joining(" "));
  }

  private static Optional<Lexeme> money(String code) {
    return switch (code) {
      case "LOCAL" -> Optional.of(new Lexeme.Currency(MoneyName.LOCAL, null));
      case "PPP" -> Optional.of(new Lexeme.Currency(MoneyName.PPP, null));
      case "DOLLAR" -> Optional.of(new Lexeme.Currency(MoneyName.DOLLAR, null));
      case "NONE" -> Optional.of(new Lexeme.Noise(code.toLowerCase(Locale.ROOT)));
      default ->
          CurrencyCodes.known(code)
              ? Optional.of(new Lexeme.Currency(MoneyName.ISO, code))
              : Optional.empty();
    };
  }

  private static Optional<Lexeme> unitWord(String kind, String value, String text) {
    return Optional.ofNullable(
        switch (kind) {
          case "percent" -> new Lexeme.Percent(value);
          case "change" ->
              value.equals("annual") ? new Lexeme.Percent("annual") : new Lexeme.Change();
          case "index" -> new Lexeme.IndexWord();
          case "thing" -> new Lexeme.Thing(value);
          case "measure" -> new Lexeme.Measure(value);
          case "rated" -> new Lexeme.Measure("rated");
          case "span" -> new Lexeme.Span();
          case "period" -> new Lexeme.Below(Denominator.TIME, text);
          case "person" -> new Lexeme.Below(Denominator.PERSON, text);
          case "ratio" -> new Lexeme.RatioWord();
          case "per" -> new Lexeme.Per();
          case "noise" -> new Lexeme.Noise(text);
          case "distrust" -> new Lexeme.Distrust();
          default -> null;
        });
  }
}
