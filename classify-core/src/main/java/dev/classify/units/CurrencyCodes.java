package dev.classify.units;

import dev.classify.text.CsvTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The currency codes of docs/scheme.md 14.
public final class CurrencyCodes {

  static final String FILE = "/dev/classify/units/currency-codes.csv";

  /// Whether each code is also a word of a language.
  private static final Map<String, Boolean> WORDS = read();

  private CurrencyCodes() {}

  /// Whether this is a code that a series can be counted in, in capitals.
  public static boolean known(String code) {
    return WORDS.containsKey(code);
  }

  /// Whether the code is also a word, so that prose is not enough to accept it.
  static boolean alsoWord(String code) {
    return WORDS.getOrDefault(code, false);
  }

  private static Map<String, Boolean> read() {
    Map<String, Boolean> words = new HashMap<>();
    for (CsvTable.Row row : CsvTable.read(FILE, "code", "status", "word").unique("code").rows()) {
      String code = row.text("code");
      row.require(
          code.equals(code.toUpperCase(Locale.ROOT)) && code.length() == 3,
          "code",
          "should be three capitals");
      words.put(code, row.oneOf("word", "yes", "no").equals("yes"));
    }
    return Map.copyOf(words);
  }
}
