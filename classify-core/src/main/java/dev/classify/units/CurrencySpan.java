package dev.classify.units;

import dev.classify.text.CsvTable;
import dev.classify.text.Vocabulary;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/// When a currency code was in use.
///
/// @param number its ISO 4217 number, three digits
/// @param from the first month; empty if it is before our data
/// @param to the month in which it went out of use; empty if it is in use
record CurrencySpan(String number, Optional<YearMonth> from, Optional<YearMonth> to) {

  private static final Vocabulary<YearMonth> MONTH =
      new Vocabulary<>(CurrencySpan::month, "a month such as 2025-03, or nothing");

  static CurrencySpan of(CsvTable.Row row) {
    String number = row.text("number");
    row.require(number.matches("\\d{3}"), "number", "is not an ISO number", "write three digits");
    return new CurrencySpan(number, row.member("from", MONTH), row.member("to", MONTH));
  }

  /// Series are converted to a new currency from the start of a year, and old values keep their
  /// year.
  boolean holds(LocalDate date) {
    YearMonth month = YearMonth.from(date);
    return from.filter(first -> month.getYear() < first.getYear()).isEmpty()
        && to.filter(last -> month.getYear() > last.getYear()).isEmpty();
  }

  private static Optional<YearMonth> month(String text) {
    try {
      return Optional.of(YearMonth.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
