package dev.classify.units;

import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import java.util.List;

/// The rule tables of this package, read and checked.
public final class UnitTables {

  /// Every table of this package.
  public static final List<TableFormat> FORMATS =
      List.of(
          CountryCurrencies.FORMAT,
          UnitLexicon.CURRENCIES,
          CurrencyCodes.FORMAT,
          CurrencyCodes.SPANS,
          LocalWords.PLACES,
          LocalWords.WORDS,
          UnitLexicon.SCALES,
          UnitLexicon.UNITS);

  private final CurrencyCodes currencyCodes;
  private final CountryCurrencies countryCurrencies;
  private final LocalWords localWords;
  private final UnitLexicon lexicon;

  private UnitTables(TableSet tables) {
    currencyCodes = CurrencyCodes.read(tables);
    countryCurrencies = CountryCurrencies.read(tables, currencyCodes);
    localWords = LocalWords.read(tables);
    lexicon = UnitLexicon.read(tables, currencyCodes);
  }

  /// Reads and checks the tables.
  public static UnitTables read(TableSet tables) {
    return new UnitTables(tables);
  }

  /// The codes that a series can be counted in.
  public CurrencyCodes currencyCodes() {
    return currencyCodes;
  }

  /// The currencies of the countries in exchange-rate titles.
  public CountryCurrencies countryCurrencies() {
    return countryCurrencies;
  }

  /// What words mean in one country or language only.
  public LocalWords localWords() {
    return localWords;
  }

  UnitLexicon lexicon() {
    return lexicon;
  }
}
