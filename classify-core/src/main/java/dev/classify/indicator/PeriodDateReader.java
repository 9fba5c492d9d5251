package dev.classify.indicator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads dates and periods as providers write them, if only one reading is possible.
///
/// A period (`2024`, `2024Q1`, `Dec 2024`) is read as its first day. Not read are `03/04/2024`,
/// which has two, and a bare number of five digits: spreadsheets count days from 1900 or from 1904.
final class PeriodDateReader {

  private record Form(Pattern pattern, Function<Matcher, LocalDate> reading) {
    Form(String pattern, Function<Matcher, LocalDate> reading) {
      this(Pattern.compile(pattern), reading);
    }
  }

  private static final List<String> MONTHS =
      List.of(
          "JANUARY",
          "FEBRUARY",
          "MARCH",
          "APRIL",
          "MAY",
          "JUNE",
          "JULY",
          "AUGUST",
          "SEPTEMBER",
          "OCTOBER",
          "NOVEMBER",
          "DECEMBER");

  /// A time of day in any zone: the date is the one that the source wrote.
  private static final Pattern TIME_OF_DAY =
      Pattern.compile(
          "(?<=\\d)[T ]\\d{2}:\\d{2}(:\\d{2}([.,]\\d{1,9})?)? ?(Z|UTC|[+-]\\d{2}:?\\d{2})?$");

  private static final List<Form> FORMS =
      List.of(
          new Form("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})", m -> date(m, 1, 3, 4)),
          new Form("(\\d{4})(\\d{2})(\\d{2})", m -> date(m, 1, 2, 3)),
          new Form("(\\d{4})", m -> LocalDate.of(number(m, 1), 1, 1)),
          new Form("(\\d{4})(?:[-/:]|-?M)(\\d{1,2})", m -> month(m, 1, 2)),
          new Form("(\\d{1,2})[-/.](\\d{4})", m -> month(m, 2, 1)),
          new Form("(\\d{4})[ .:/-]?([QHSW])(\\d{1,2})", m -> part(m, 1, 2, 3)),
          new Form("([QHSW])(\\d{1,2})[ .:/-]?(\\d{4})", m -> part(m, 3, 1, 2)),
          // Dots are written where the day comes first.
          new Form("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})", m -> date(m, 3, 2, 1)),
          new Form("(\\d{1,2})([-/])(\\d{1,2})\\2(\\d{4})", PeriodDateReader::dayOrMonthFirst),
          new Form("(\\d{1,2})[ -]([A-Z]{3,9})[ ,-]+(\\d{4})", m -> named(m, 3, 2, 1)),
          new Form("([A-Z]{3,9})[. -]+(\\d{1,2})[ ,-]+(\\d{4})", m -> named(m, 3, 1, 2)),
          new Form("([A-Z]{3,9})[., -]*(\\d{4})", m -> namedMonth(m, 2, 1)),
          new Form("(\\d{4})[., -]*([A-Z]{3,9})", m -> namedMonth(m, 1, 2)),
          // Milliseconds from 1973 on: a shorter number may be anything.
          new Form("(\\d{12,13})", m -> instant(Long.parseLong(m.group(1)))));

  private PeriodDateReader() {}

  /// The day or the first day of the period; empty if there is no reading or more than one.
  static Optional<LocalDate> read(String raw) {
    // No date is longer, and the patterns need not see a page of text.
    if (raw.length() > 80) {
      return Optional.empty();
    }
    try {
      return isoDay(raw) ? Optional.of(LocalDate.parse(raw)) : readForms(raw);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// Nearly all dates have this form, and the patterns would take most of the time of reading.
  private static boolean isoDay(String raw) {
    return raw.length() == 10 && raw.charAt(4) == '-' && raw.charAt(7) == '-';
  }

  private static Optional<LocalDate> readForms(String raw) {
    String written = TextCleaning.compatible(raw).toUpperCase(Locale.ROOT);
    String text = TIME_OF_DAY.matcher(written).replaceFirst("");
    for (Form form : FORMS) {
      Matcher matcher = form.pattern().matcher(text);
      if (matcher.matches()) {
        return Optional.of(form.reading().apply(matcher));
      }
    }
    return Optional.empty();
  }

  private static LocalDate date(Matcher m, int year, int month, int day) {
    return LocalDate.of(number(m, year), number(m, month), number(m, day));
  }

  private static LocalDate month(Matcher m, int year, int month) {
    return LocalDate.of(number(m, year), number(m, month), 1);
  }

  private static LocalDate dayOrMonthFirst(Matcher m) {
    int first = number(m, 1);
    int second = number(m, 3);
    if (first > 12) {
      return date(m, 4, 3, 1);
    }
    if (second > 12 || first == second) {
      return date(m, 4, 1, 3);
    }
    throw new DateTimeException("two readings: " + m.group());
  }

  private static LocalDate part(Matcher m, int year, int kind, int part) {
    LocalDate start = LocalDate.of(number(m, year), 1, 4);
    long number = number(m, part);
    return switch (m.group(kind)) {
      case "W" ->
          start.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number).with(ChronoField.DAY_OF_WEEK, 1);
      case "Q" -> partOfYear(start, number, 4);
      case String half -> partOfYear(start, number, 2);
    };
  }

  private static LocalDate partOfYear(LocalDate year, long number, int parts) {
    if (number < 1 || number > parts) {
      throw new DateTimeException("no such part of a year: " + number);
    }
    return year.withDayOfYear(1).plusMonths((number - 1) * (12 / parts));
  }

  private static LocalDate named(Matcher m, int year, int month, int day) {
    return namedMonth(m, year, month).withDayOfMonth(number(m, day));
  }

  private static LocalDate namedMonth(Matcher m, int year, int month) {
    String name = m.group(month);
    for (int i = 0; i < MONTHS.size(); i++) {
      if (MONTHS.get(i).equals(name)
          || MONTHS.get(i).substring(0, 3).equals(name)
          || (name.equals("SEPT") && i == 8)) {
        return LocalDate.of(number(m, year), i + 1, 1);
      }
    }
    throw new DateTimeException("no month: " + name);
  }

  private static LocalDate instant(long milliseconds) {
    return Instant.ofEpochMilli(milliseconds).atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
