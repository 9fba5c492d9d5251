package dev.classify.cli.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.classify.store.results.ResultColumn;
import dev.classify.store.results.ResultFilter;
import dev.classify.store.results.Results;
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

  public ResultExport(Results results, Format format) {
    this.results = results;
    this.format = format;
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
    // Left open: closing it would close the caller's stream.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    csv.writeRecord(ResultColumn.ALL.stream().map(ResultColumn::column).toList());
    long rows =
        results.each(
            filter,
            result -> csv.writeRecord(ResultColumn.ALL.stream().map(result::text).toList()));
    flush(csv); // the writer has its own buffer
    return rows;
  }

  private static void flush(CsvWriter csv) {
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
