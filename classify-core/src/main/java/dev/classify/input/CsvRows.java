package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.Problem;
import dev.classify.text.SpreadsheetText;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;

/// The rows of a CSV file with a header row.
final class CsvRows implements RawRows {

  private final String source;
  private final Reader text;
  private final CsvRecords records;
  private final ColumnMapping columns;

  private CsvRows(String source, Reader text, CsvRecords records, ColumnMapping columns) {
    this.source = source;
    this.text = text;
    this.records = records;
    this.columns = columns;
  }

  /// Reads the header. If it succeeds, closing the rows closes the text.
  static CsvRows open(String source, Reader text, InputOptions options) {
    CsvRecords records = new CsvRecords(text);
    List<String> names = header(source, next(source, records));
    return new CsvRows(source, text, records, ColumnMapping.of(source, names, options.assigned()));
  }

  /// The names of the columns.
  ///
  /// @param first record of the text; empty if it has none
  static List<String> header(String source, Optional<CsvRecords.Entry> first) {
    CsvRecords.Entry header =
        first.orElseThrow(
            () ->
                CommandFailure.usage(
                    source + " has no header row", "begin it with a row of column names"));
    return switch (header) {
      case CsvRecords.Entry.Fields row -> row.values();
      case CsvRecords.Entry.Broken row ->
          throw CommandFailure.usage(
              "the header of %s in line %d %s".formatted(source, row.line(), row.problem()),
              row.fix());
    };
  }

  @Override
  public Optional<RawRow> next() {
    return next(source, records).map(this::row);
  }

  private RawRow row(CsvRecords.Entry entry) {
    return switch (entry) {
      case CsvRecords.Entry.Fields row -> row(row.line(), row.values());
      case CsvRecords.Entry.Broken row ->
          broken(row.line(), row.values(), row.problem(), row.fix());
    };
  }

  private RawRow row(long line, List<String> values) {
    int expected = columns.header().size();
    // Spreadsheets leave empty fields at the end of rows.
    boolean longer = values.size() > expected && !blank(values.subList(expected, values.size()));
    if (values.size() < expected || longer) {
      return broken(
          line,
          values,
          "has %d fields, the header has %d".formatted(values.size(), expected),
          "put fields that hold commas or line ends in quotes");
    }
    return new RawRow.Parsed(
        line, columns.draft(values.stream().map(SpreadsheetText::original).toList()));
  }

  private RawRow broken(long line, List<String> values, String problem, String fix) {
    int index = columns.indexes().getOrDefault(IndicatorField.INDICATOR_ID, 0);
    String id = index < values.size() ? values.get(index).strip() : "";
    return new RawRow.Broken(line, id, new Problem("row", problem, fix));
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
