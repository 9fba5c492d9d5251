package dev.classify.cli.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.classify.text.SpreadsheetText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/// Writes records as CSV, and leaves the writer below open, which belongs to the caller.
public final class CsvTarget {

  private final CsvWriter csv;
  private final boolean spreadsheet;

  private CsvTarget(CsvWriter csv, boolean spreadsheet) {
    this.csv = csv;
    this.spreadsheet = spreadsheet;
  }

  /// Starts to write.
  ///
  /// @param spreadsheet whether texts are made safe for one, see [SpreadsheetText]
  public static CsvTarget over(Writer writer, boolean spreadsheet) {
    CsvWriter.CsvWriterBuilder builder = CsvWriter.builder().lineDelimiter(LineDelimiter.LF);
    if (spreadsheet) {
      builder.quoteStrategy(SpreadsheetText.QUOTES);
    }
    return new CsvTarget(builder.build(writer), spreadsheet);
  }

  /// Writes one record.
  public void write(List<String> values) {
    csv.writeRecord(spreadsheet ? values.stream().map(SpreadsheetText::of).toList() : values);
  }

  /// Hands everything to the writer below, and flushes it.
  public void flush() {
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
