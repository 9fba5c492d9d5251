package dev.classify.units;

import dev.classify.text.CsvTable;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Vocabulary;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The currency codes that an answer may have (docs/scheme.md 14).
public final class CurrencyCodes {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/units/currency-codes.csv", "code", "status", "word");

  static final TableFormat SPANS =
      TableFormat.of("/dev/classify/units/currency-spans.csv", "code", "number", "from", "to");

  private static final int NUMBER_DIGITS = 3;

  /// Whether each code is also a word of a language.
  private final Map<String, Boolean> words;

  private final Map<String, CurrencySpan> spans;

  /// The codes by their ISO numbers.
  private final Map<String, String> numbers;

  private CurrencyCodes(Map<String, Boolean> words, Map<String, CurrencySpan> spans) {
    this.words = Map.copyOf(words);
    this.spans = Map.copyOf(spans);
    Map<String, String> byNumber = new HashMap<>();
    spans.forEach(
        (code, span) ->
            byNumber.merge(
                span.number(), code, (one, other) -> span.to().isPresent() ? one : other));
    numbers = Map.copyOf(byNumber);
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
    Map<String, CurrencySpan> spans = new HashMap<>();
    for (CsvTable.Row row : tables.read(SPANS).rows()) {
      String code = row.text("code");
      row.require(
          words.containsKey(code),
          "code",
          "is not a currency code",
          "add it to " + FORMAT.name() + " first");
      spans.put(code, CurrencySpan.of(row));
    }
    return new CurrencyCodes(words, spans);
  }

  /// The code that a field gives, in capitals or not, or by its ISO number; empty if it is none.
  Optional<String> find(String field) {
    String text = field.strip().toUpperCase(Locale.ROOT);
    if (!text.isEmpty()
        && text.length() <= NUMBER_DIGITS
        && text.chars().allMatch(Character::isDigit)) {
      return Optional.ofNullable(numbers.get("0".repeat(NUMBER_DIGITS - text.length()) + text));
    }
    return Optional.of(text).filter(this::known);
  }

  /// Whether a code was in use when at least one of the dates was, or there is no date.
  public boolean inUse(String code, List<LocalDate> dates) {
    CurrencySpan span = spans.get(code);
    return span == null || dates.isEmpty() || dates.stream().anyMatch(span::holds);
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
