package dev.classify.units;

import dev.classify.text.CsvTable;
import dev.classify.text.PhraseIndex;
import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.Token;
import java.util.List;
import java.util.Optional;

/// Exchange-rate titles that name two countries or two codes instead of a unit.
public final class CurrencyPair {

  static final String FILE = "/dev/classify/units/countries.csv";

  static final PhraseIndex<String> COUNTRIES = read();

  private CurrencyPair() {}

  /// The currency that is counted in `Sweden / Euro Area`: that of the first country.
  public static Optional<String> counted(List<Token> title) {
    return COUNTRIES.findLongest(title).stream()
        .filter(match -> match.end() < title.size() && title.get(match.end()).is("/"))
        .map(Match::value)
        .findFirst();
  }

  private static PhraseIndex<String> read() {
    PhraseIndex.Builder<String> countries = PhraseIndex.builder();
    for (CsvTable.Row row : CsvTable.read(FILE, "term", "code").unique("term").rows()) {
      countries.add(
          row.text("term"),
          row.required("code", code -> Optional.of(code).filter(CurrencyCodes::known)));
    }
    return countries.build();
  }
}
