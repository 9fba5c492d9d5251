package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorDraft;
import dev.classify.indicator.Problem;
import dev.classify.input.TableRecords.Entry;
import dev.classify.text.SpreadsheetText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rows of a table with a header row, one indicator in each.
final class TableRows implements RawRows {

  static final String QUOTES =
      "write as many fields as the header has, and put fields that hold separators or line ends in"
          + " quotes";

  /// What the World Bank and the IMF write below their tables.
  private static final Pattern FOOTER =
      Pattern.compile(
          "Data from database: |Last Updated: ?\\d|International Monetary Fund, World Economic"
              + " Outlook Database");

  private final String source;
  private final TableRecords records;
  private final TableColumns columns;

  private TableRows(String source, TableRecords records, TableColumns columns) {
    this.source = source;
    this.records = records;
    this.columns = columns;
  }

  /// Reads the header. If it succeeds, closing the rows closes the records.
  ///
  /// @param records from the header on
  static RawRows open(String source, TableRecords records, InputOptions options) {
    List<String> names = header(source, records);
    Optional<SdmxTable> observations = SdmxTable.of(names);
    return observations.isPresent()
        ? SdmxRows.of(source, records, names, observations.get(), options.assigned())
        : new TableRows(source, records, TableColumns.of(source, names, options.assigned()));
  }

  /// The names of the columns, without empty ones at the end.
  static List<String> header(String source, TableRecords records) {
    Entry header =
        next(source, records)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        source + " has no header row", "begin it with a row of column names"));
    return switch (header) {
      case Entry.Fields row -> named(row.values());
      case Entry.Broken row ->
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
    Optional<Entry> entry = filled(source, records);
    while (entry.isPresent()
        && entry.get() instanceof Entry.Fields row
        && !columns.isSeries().test(row.values())) {
      entry = filled(source, records);
    }
    return entry.map(this::row);
  }

  /// The next record with any content.
  static Optional<Entry> filled(String source, TableRecords records) {
    Optional<Entry> entry = next(source, records);
    // Spreadsheets write rows without any content below the last one.
    while (entry.isPresent()
        && entry.get() instanceof Entry.Fields row
        && (blank(row.values()) || isFooter(row.values()))) {
      entry = next(source, records);
    }
    return entry;
  }

  private static boolean isFooter(List<String> values) {
    return FOOTER.matcher(values.getFirst()).lookingAt() && blank(values.subList(1, values.size()));
  }

  private RawRow row(Entry entry) {
    return switch (entry) {
      case Entry.Fields row -> row(row.line(), row.values());
      case Entry.Broken row -> broken(row.line(), row.values(), row.problem(), row.fix());
    };
  }

  private RawRow row(long line, List<String> values) {
    int expected = columns.count();
    String lengths = lengths(values, expected);
    if (isLonger(values, expected) || values.size() < columns.required()) {
      return broken(line, values, lengths, QUOTES);
    }
    IndicatorDraft draft = columns.draft(values.stream().map(SpreadsheetText::original).toList());
    List<Problem> warnings = new ArrayList<>(records.warnings());
    if (values.size() < expected) {
      warnings.add(shorter(lengths));
    }
    return new RawRow.Parsed(line, draft, warnings);
  }

  static String lengths(List<String> values, int expected) {
    return "has %d fields, the header has %d".formatted(values.size(), expected);
  }

  /// Whether a row has content behind the last column. Spreadsheets leave empty fields there.
  static boolean isLonger(List<String> values, int expected) {
    return values.size() > expected && !blank(values.subList(expected, values.size()));
  }

  static Problem shorter(String lengths) {
    return new Problem("row", lengths + "; the missing ones are read as empty", QUOTES);
  }

  private RawRow broken(long line, List<String> values, String problem, String fix) {
    return new RawRow.Broken(line, columns.id(values), new Problem("row", problem, fix));
  }

  private static boolean blank(List<String> values) {
    return values.stream().allMatch(String::isBlank);
  }

  private static Optional<Entry> next(String source, TableRecords records) {
    try {
      return records.next();
    } catch (IOException e) {
      throw UnreadableInput.because(source, e);
    }
  }

  @Override
  public List<String> extraColumns() {
    return columns.extra();
  }

  @Override
  public void close() {
    close(source, records);
  }

  static void close(String source, TableRecords records) {
    try {
      records.close();
    } catch (IOException e) {
      throw UnreadableInput.because(source, e);
    }
  }
}
