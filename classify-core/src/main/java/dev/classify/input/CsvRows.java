package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorDraft;
import dev.classify.indicator.Problem;
import dev.classify.input.CsvRecords.Entry.Fields;
import dev.classify.text.SpreadsheetText;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;

/// The rows of a CSV file with a header row.
final class CsvRows implements RawRows {

  private static final String QUOTES =
      "write as many fields as the header has, and put fields that hold separators or line ends in"
          + " quotes";

  private final String source;
  private final Reader text;
  private final CsvRecords records;
  private final TableColumns columns;

  private CsvRows(String source, Reader text, CsvRecords records, TableColumns columns) {
    this.source = source;
    this.text = text;
    this.records = records;
    this.columns = columns;
  }

  /// Reads the header. If it succeeds, closing the rows closes the text.
  static CsvRows open(String source, Reader text, CsvLayout layout, InputOptions options) {
    CsvRecords records = records(source, text, layout);
    List<String> names = header(source, next(source, records));
    return new CsvRows(source, text, records, TableColumns.of(source, names, options.assigned()));
  }

  /// The records from the header on.
  static CsvRecords records(String source, Reader text, CsvLayout layout) {
    CsvRecords records = new CsvRecords(text, layout.delimiter());
    try {
      records.skipLines(layout.headerLine() - 1);
    } catch (IOException e) {
      throw UnreadableInput.because(source, e);
    }
    return records;
  }

  /// The names of the columns, without empty ones at the end.
  ///
  /// @param first record of the text; empty if it has none
  static List<String> header(String source, Optional<CsvRecords.Entry> first) {
    CsvRecords.Entry header =
        first.orElseThrow(
            () ->
                CommandFailure.usage(
                    source + " has no header row", "begin it with a row of column names"));
    return switch (header) {
      case CsvRecords.Entry.Fields row -> named(row.values());
      case CsvRecords.Entry.Broken row ->
          throw CommandFailure.usage(
              "the header of %s in line %d %s".formatted(source, row.line(), row.problem()),
              row.fix());
    };
  }

  private static List<String> named(List<String> names) {
    int count = names.size();
    while (count > 0 && names.get(count - 1).isBlank()) {
      count--;
    }
    return names.subList(0, count);
  }

  @Override
  public Optional<RawRow> next() {
    try {
      return filled(records).map(this::row);
    } catch (IOException e) {
      throw UnreadableInput.because(source, e);
    }
  }

  /// The next record with any content.
  static Optional<CsvRecords.Entry> filled(CsvRecords records) throws IOException {
    Optional<CsvRecords.Entry> entry = records.next();
    // Spreadsheets write rows without any content below the last one.
    while (entry.isPresent() && entry.get() instanceof Fields row && blank(row.values())) {
      entry = records.next();
    }
    return entry;
  }

  private RawRow row(CsvRecords.Entry entry) {
    return switch (entry) {
      case CsvRecords.Entry.Fields row -> row(row.line(), row.values());
      case CsvRecords.Entry.Broken row ->
          broken(row.line(), row.values(), row.problem(), row.fix());
    };
  }

  private RawRow row(long line, List<String> values) {
    int expected = columns.count();
    // Spreadsheets leave empty fields at the end of rows.
    boolean longer = values.size() > expected && !blank(values.subList(expected, values.size()));
    String lengths = "has %d fields, the header has %d".formatted(values.size(), expected);
    if (longer || values.size() < columns.required()) {
      return broken(line, values, lengths, QUOTES);
    }
    IndicatorDraft draft = columns.draft(values.stream().map(SpreadsheetText::original).toList());
    return values.size() < expected
        ? new RawRow.Parsed(
            line,
            draft,
            List.of(new Problem("row", lengths + "; the missing ones are read as empty", QUOTES)))
        : new RawRow.Parsed(line, draft);
  }

  private RawRow broken(long line, List<String> values, String problem, String fix) {
    return new RawRow.Broken(line, columns.id(values), new Problem("row", problem, fix));
  }

  private static boolean blank(List<String> values) {
    return values.stream().allMatch(String::isBlank);
  }

  private static Optional<CsvRecords.Entry> next(String source, CsvRecords records) {
    try {
      return records.next();
    } catch (IOException e) {
      throw UnreadableInput.because(source, e);
    }
  }

  @Override
  public List<String> ignoredColumns() {
    return columns.ignored();
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException e) {
      throw UnreadableInput.because(source, e);
    }
  }
}
