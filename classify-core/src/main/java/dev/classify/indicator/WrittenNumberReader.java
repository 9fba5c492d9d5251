package dev.classify.indicator;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads numbers as providers write them: `1,234,567`, ` 1300000 `, `1 234,5`, `-2.6e16`.
///
/// Letters that statistical offices put behind a value to mark it (`12.3 p` is provisional) are
/// left out, and a number in brackets is negative, as in accounts.
///
/// A single comma before exactly three digits separates thousands, as in English; any other single
/// comma is decimal.
final class WrittenNumberReader {

  private static final Pattern PLAIN =
      Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})(E[+-]?\\d{1,4})?");
  private static final Pattern COMMAS =
      Pattern.compile("[+-]?\\d{1,3}(,\\d{3}){1,100}(\\.\\d{0,400})?");
  private static final Pattern DOTS =
      Pattern.compile("[+-]?\\d{1,3}((\\.\\d{3}){2,100}(,\\d{0,400})?|\\.\\d{3},\\d{0,400})");
  private static final Pattern GROUPS =
      Pattern.compile("[+-]?\\d{1,3}([ ']\\d{3}){1,100}([.,]\\d{0,400})?");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d{1,400},\\d{1,400}");

  /// The flags of Eurostat and SDMX (CL_OBS_STATUS), such as b for a break and p for provisional.
  private static final Pattern FLAGGED =
      Pattern.compile("(.{0,400}[\\d.)]) {0,2}[bcdefinprsuz*]{1,3}", Pattern.CASE_INSENSITIVE);

  /// More often a billion than a break in the series: `1.2 B`, `1.2b`, `1.2 bn`.
  private static final Pattern BILLIONS = Pattern.compile(".{0,400}( ?B|[\\d.)]b| ?[bB][nN])");

  private static final Pattern BRACKETS = Pattern.compile("\\(([^()+-]{1,400})\\)");

  /// What offices write for a missing value, with or without a flag.
  private static final Pattern MISSING =
      Pattern.compile(
          "(:|\\.{1,3}|…|-{1,3}|–|—|\\*{1,3}|x|z|n\\.?[ad]\\.?|n/[ad]|s/d)?("
              + " ?[bcdefinprsuz]{1,3})?",
          Pattern.CASE_INSENSITIVE);

  private WrittenNumberReader() {}

  /// Whether the text says that there is no value, such as `:`, `..` and `n/a`.
  static boolean isMissing(String raw) {
    if (raw.length() > 20) {
      return false;
    }
    String text = TextCleaning.compatible(raw);
    return TextCleaning.isNullWord(text) || MISSING.matcher(text).matches();
  }

  /// The finite number that the text writes, empty where it writes none.
  static OptionalDouble read(String raw) {
    if (raw.length() > 1_000) {
      return OptionalDouble.empty();
    }
    String plain = TextCleaning.compatible(raw).replace('−', '-').replace('’', '\'');
    Matcher brackets = BRACKETS.matcher(plain);
    if (brackets.matches()) {
      OptionalDouble inside = read(brackets.group(1));
      return inside.isPresent() ? OptionalDouble.of(-inside.getAsDouble()) : inside;
    }
    Matcher flagged = FLAGGED.matcher(plain);
    boolean flags = flagged.matches() && !BILLIONS.matcher(plain).matches();
    String text = (flags ? flagged.group(1) : plain).replace('e', 'E');
    if (PLAIN.matcher(text).matches()) {
      return finite(text);
    }
    if (COMMAS.matcher(text).matches()) {
      return finite(text.replace(",", ""));
    }
    if (DOTS.matcher(text).matches()) {
      return finite(text.replace(".", "").replace(',', '.'));
    }
    if (GROUPS.matcher(text).matches()) {
      return finite(text.replace(" ", "").replace("'", "").replace(',', '.'));
    }
    if (DECIMAL_COMMA.matcher(text).matches()) {
      return finite(text.replace(',', '.'));
    }
    return OptionalDouble.empty();
  }

  private static OptionalDouble finite(String plain) {
    double number = Double.parseDouble(plain);
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }
}
