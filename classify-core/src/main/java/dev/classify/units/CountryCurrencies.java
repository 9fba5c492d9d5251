package dev.classify.units;

import dev.classify.text.PhraseIndex;
import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import java.util.List;
import java.util.Optional;

/// The currencies of countries, for exchange-rate titles that name two countries instead of a unit.
public final class CountryCurrencies {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/units/countries.csv", "term", "code");

  private final PhraseIndex<String> countries;

  private CountryCurrencies(PhraseIndex<String> countries) {
    this.countries = countries;
  }

  static CountryCurrencies read(TableSet tables, CurrencyCodes codes) {
    return new CountryCurrencies(
        tables.read(FORMAT).phrases(row -> row.required("code", codes.vocabulary())));
  }

  /// The currency that is counted in `Sweden / Euro Area`: that of the first country.
  public Optional<String> counted(List<Token> title) {
    return countries.findLongest(title).stream()
        .filter(match -> match.end() < title.size() && title.get(match.end()).is("/"))
        .map(Match::value)
        .findFirst();
  }
}
