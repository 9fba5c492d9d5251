package dev.classify.input;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/// A cell of a spreadsheet as the spreadsheet shows it, but without separators of thousands and
/// signs of currencies, and dates as ISO 8601 writes them.
final class CellText {

  /// A number of Excel has no more.
  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

  /// What is no place of a digit or a part of a date: texts, colours and conditions, filling.
  private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*\\]");

  private static final Pattern PLACES = Pattern.compile("[^0#?.]");
  private static final Set<String> ERRORS =
      Set.of("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!");

  private CellText() {}

  static String of(Cell cell) {
    Object value = cell.getValue();
    return switch (value) {
      case null -> "";
      case Boolean truth -> truth ? "TRUE" : "FALSE";
      case BigDecimal number -> number(cell, number);
      default -> cell.getText();
    };
  }

  /// A formula that failed. A missing value (`#N/A`) is none: offices write it on purpose.
  static boolean isError(String text) {
    return ERRORS.contains(text);
  }

  private static String number(Cell cell, BigDecimal number) {
    String format = cell.getDataFormatString();
    if (isDate(format)) {
      return date(cell.asDate(), format);
    }
    return number(number, format);
  }

  static String number(BigDecimal number, @Nullable String format) {
    String shown = format == null ? "" : section(number, format);
    boolean general = shown.isBlank() || shown.toUpperCase(Locale.ROOT).matches("GENERAL|@");
    if (general || shown.matches(".*([eE][+-]|/).*")) {
      return plain(number.round(DIGITS));
    }
    boolean percent = shown.contains("%");
    BigDecimal scaled = (percent ? number.movePointRight(2) : number).round(DIGITS);
    String[] places = PLACES.matcher(shown).replaceAll("").split("\\.", 2);
    int decimals = places.length > 1 ? places[1].length() : 0;
    int optional = places.length > 1 ? places[1].replace("0", "").length() : 0;
    BigDecimal rounded = scaled.setScale(decimals, RoundingMode.HALF_UP);
    if (rounded.signum() == 0 && scaled.signum() != 0) {
      // Rounded away, but not without meaning for a program.
      return plain(scaled) + (percent ? "%" : "");
    }
    String text = rounded.toPlainString();
    for (int i = 0; i < optional && text.endsWith("0"); i++) {
      text = text.substring(0, text.length() - 1);
    }
    text = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    int zeros = places[0].replaceAll("[^0]", "").length() - integers(text);
    String sign = text.startsWith("-") ? "-" : "";
    return sign
        + "0".repeat(Math.clamp(zeros, 0, 255))
        + text.substring(sign.length())
        + (percent ? "%" : "");
  }

  private static int integers(String number) {
    int point = number.indexOf('.');
    return (point < 0 ? number.length() : point) - (number.startsWith("-") ? 1 : 0);
  }

  /// The part of a format that holds for a number: those for negative ones and zero may differ.
  private static String section(BigDecimal number, String format) {
    String[] sections = LITERALS.matcher(format).replaceAll("").split(";", -1);
    int index = number.signum() < 0 && sections.length > 1 ? 1 : 0;
    return number.signum() == 0 && sections.length > 2 ? sections[2] : sections[index];
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  static boolean isDate(@Nullable String format) {
    if (format == null || format.equalsIgnoreCase("General")) {
      return false;
    }
    String parts = LITERALS.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
    return parts.matches(".*[ydmh].*") && !parts.contains("general");
  }

  /// A month or a year if the spreadsheet shows no day.
  private static String date(LocalDateTime date, String format) {
    String parts = LITERALS.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
    if (!date.toLocalTime().equals(LocalTime.MIDNIGHT)) {
      return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).format(date);
    }
    String shown = parts.contains("d") ? "uuuu-MM-dd" : parts.contains("m") ? "uuuu-MM" : "uuuu";
    return DateTimeFormatter.ofPattern(shown, Locale.ROOT).format(date);
  }
}
