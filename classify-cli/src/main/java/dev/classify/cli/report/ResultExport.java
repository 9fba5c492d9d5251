package dev.classify.cli.report;

import dev.classify.cli.output.CsvTarget;
import dev.classify.cli.output.WholeFile;
import dev.classify.store.results.ResultColumn;
import dev.classify.store.results.ResultFilter;
import dev.classify.store.results.ResultJson;
import dev.classify.store.results.Results;
import dev.classify.text.SpreadsheetText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/// Writes answers with every field to a file or stream, ordered by id.
public final class ResultExport {

  /// The format of the export.
  public enum Format {
    CSV,
    JSONL
  }

  private final Results results;
  private final Format format;
  private final boolean spreadsheet;

  /// @param spreadsheet whether CSV is for a spreadsheet, see [SpreadsheetText]
  public ResultExport(Results results, Format format, boolean spreadsheet) {
    this.results = results;
    this.format = format;
    this.spreadsheet = spreadsheet;
  }

  /// Writes a file, which appears under its name only when it is complete.
  ///
  /// @return rows written
  public long toFile(ResultFilter filter, Path file) throws IOException, SQLException {
    AtomicLong rows = new AtomicLong();
    WholeFile.<SQLException>write(file, writer -> rows.set(to(filter, writer)));
    return rows.get();
  }

  /// Writes to a stream, which stays open.
  ///
  /// @return rows written
  public long to(ResultFilter filter, Writer writer) throws IOException, SQLException {
    try {
      long rows =
          switch (format) {
            case CSV -> csv(filter, writer);
            case JSONL -> jsonl(filter, writer);
          };
      writer.flush();
      return rows;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private long csv(ResultFilter filter, Writer writer) throws SQLException {
    CsvTarget csv = CsvTarget.over(writer, spreadsheet);
    csv.write(ResultColumn.ALL.stream().map(ResultColumn::column).toList());
    long rows =
        results.each(
            filter, result -> csv.write(ResultColumn.ALL.stream().map(result::text).toList()));
    csv.flush(); // the writer has its own buffer
    return rows;
  }

  private long jsonl(ResultFilter filter, Writer writer) throws SQLException {
    return results.each(
        filter,
        result -> {
          try {
            writer.write(ResultJson.of(result) + "\n");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
