package dev.classify.indicator;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Reads numbers as providers write them: `1,234,567`, ` 1300000 `, `1 234,5`, `-2.6e16`.
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

  private WrittenNumberReader() {}

  /// The finite number that the text writes, empty where it writes none.
  static OptionalDouble read(String raw) {
    if (raw.length() > 1_000) {
      return OptionalDouble.empty();
    }
    String text =
        TextCleaning.compatible(raw).replace('−', '-').replace('’', '\'').replace('e', 'E');
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
