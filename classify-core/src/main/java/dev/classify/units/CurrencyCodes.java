package dev.classify.units;

import dev.classify.text.CsvTable;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Vocabulary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The currency codes that an answer may have (docs/scheme.md 14).
public final class CurrencyCodes {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/units/currency-codes.csv", "code", "status", "word");

  /// Whether each code is also a word of a language.
  private final Map<String, Boolean> words;

  private CurrencyCodes(Map<String, Boolean> words) {
    this.words = Map.copyOf(words);
  }

  static CurrencyCodes read(TableSet tables) {
    Map<String, Boolean> words = new HashMap<>();
    for (CsvTable.Row row : tables.read(FORMAT).rows()) {
      String code = row.text("code");
      row.require(
          code.matches("[A-Z]{3}"),
          "code",
          "is not a currency code",
          "write three capital letters");
      words.put(code, row.oneOf("word", "yes", "no").equals("yes"));
    }
    return new CurrencyCodes(words);
  }

  /// Whether an answer may have this code, in capitals.
  public boolean known(String code) {
    return words.containsKey(code);
  }

  /// Whether the code is also a word, so that prose is not enough to accept it.
  boolean alsoWord(String code) {
    return words.getOrDefault(code, false);
  }

  Vocabulary<String> vocabulary() {
    return new Vocabulary<>(
        code -> Optional.of(code).filter(this::known),
        "an ISO 4217 code such as EUR, or add a new code to " + FORMAT.name());
  }
}
