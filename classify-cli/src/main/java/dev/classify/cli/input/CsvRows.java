package dev.classify.cli.input;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.Problem;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The rows of a CSV file (RFC 4180) with a header row.
final class CsvRows implements RawRows {

  /// Far above the limit of any field, so that an unclosed quote cannot fill the memory.
  private static final int FIELD_CHARACTERS_MAX = 8 * 1_048_576;

  private final String source;
  private final CloseableIterator<CsvRecord> records;
  private final ColumnMapping columns;

  private CsvRows(String source, CloseableIterator<CsvRecord> records, ColumnMapping columns) {
    this.source = source;
    this.records = records;
    this.columns = columns;
  }

  /// Reads the header. If it succeeds, closing the rows closes the text.
  static CsvRows open(String source, Reader text, InputOptions options) {
    CloseableIterator<CsvRecord> records =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .trimWhitespacesAroundQuotes(true)
            .allowUnclosedQuote(false)
            .build(
                CsvRecordHandler.of(
                    limits ->
                        limits
                            .maxFieldSize(FIELD_CHARACTERS_MAX)
                            .maxRecordSize(2 * FIELD_CHARACTERS_MAX)),
                text)
            .iterator();
    Optional<CsvRecord> header = next(source, records);
    if (header.isEmpty()) {
      throw CommandFailure.usage(
          source + " has no header row", "begin it with a row of column names");
    }
    return new CsvRows(
        source, records, ColumnMapping.of(source, header.get().getFields(), options.assigned()));
  }

  @Override
  public Optional<RawRow> next() {
    return next(source, records).map(this::row);
  }

  private RawRow row(CsvRecord row) {
    List<String> values = row.getFields();
    int expected = columns.header().size();
    // Spreadsheets leave empty fields at the end of rows.
    boolean longer = values.size() > expected && !blank(values.subList(expected, values.size()));
    if (values.size() < expected || longer) {
      int index = columns.indexes().getOrDefault(IndicatorField.INDICATOR_ID, 0);
      String id = index < values.size() ? values.get(index).strip() : "";
      String problem = "has %d fields, the header has %d".formatted(values.size(), expected);
      String fix = "put fields that hold commas or line ends in quotes";
      return new RawRow.Broken(row.getStartingLineNumber(), id, new Problem("row", problem, fix));
    }
    return new RawRow.Parsed(row.getStartingLineNumber(), columns.draft(values));
  }

  private static boolean blank(List<String> values) {
    return values.stream().allMatch(String::isBlank);
  }

  private static Optional<CsvRecord> next(String source, CloseableIterator<CsvRecord> records) {
    try {
      return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    } catch (UncheckedIOException e) {
      throw UnreadableInput.because(source, Objects.requireNonNull(e.getCause()));
    } catch (CsvParseException e) {
      throw CommandFailure.usage(
          source + " is not valid CSV: " + e.getMessage(),
          "close every quote, and double the quotes inside quoted fields",
          e);
    }
  }

  @Override
  public List<String> ignoredColumns() {
    return columns.ignored();
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (IOException e) {
      throw UnreadableInput.because(source, e);
    }
  }
}
