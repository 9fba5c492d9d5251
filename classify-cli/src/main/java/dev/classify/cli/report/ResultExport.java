package dev.classify.cli.report;

import dev.classify.cli.output.CsvTarget;
import dev.classify.cli.output.WholeFile;
import dev.classify.store.results.ParquetResults;
import dev.classify.store.results.ResultColumn;
import dev.classify.store.results.ResultFilter;
import dev.classify.store.results.ResultJson;
import dev.classify.store.results.Results;
import dev.classify.text.SpreadsheetText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// Writes answers with every field to a file or stream, ordered by id.
public final class ResultExport {

  /// The format of the export.
  public enum Format {
    CSV,
    JSONL,
    /// Apache Parquet, which is no text, so it goes into a file.
    PARQUET;

    /// The format that the name of a file ends with, or else CSV.
    public static Format ofFile(Path file) {
      String name = file.toString().toUpperCase(Locale.ROOT);
      return Arrays.stream(values())
          .filter(format -> name.endsWith("." + format.name()))
          .findFirst()
          .orElse(CSV);
    }
  }

  private final Results results;
  private final Format format;
  private final boolean spreadsheet;
  private final boolean withSource;

  /// @param spreadsheet whether CSV is for a spreadsheet, see [SpreadsheetText]
  /// @param withSource whether the columns of the source follow
  public ResultExport(Results results, Format format, boolean spreadsheet, boolean withSource) {
    this.results = results;
    this.format = format;
    this.spreadsheet = spreadsheet;
    this.withSource = withSource;
  }

  /// Writes a file, which appears under its name only when it is complete.
  ///
  /// @return rows written
  public long toFile(ResultFilter filter, Path file) throws IOException, SQLException {
    AtomicLong rows = new AtomicLong();
    if (format == Format.PARQUET) {
      WholeFile.<SQLException>writeBytes(file, stream -> rows.set(parquet(filter, stream)));
    } else {
      WholeFile.<SQLException>write(file, writer -> rows.set(to(filter, writer)));
    }
    return rows.get();
  }

  /// Writes text to a stream, which stays open.
  ///
  /// @return rows written
  public long to(ResultFilter filter, Writer writer) throws IOException, SQLException {
    try {
      long rows =
          switch (format) {
            case CSV -> csv(filter, writer);
            case JSONL -> jsonl(filter, writer);
            case PARQUET -> throw new IllegalStateException("Parquet is no text");
          };
      writer.flush();
      return rows;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private long csv(ResultFilter filter, Writer writer) throws SQLException {
    List<ResultColumn> columns = results.exported(filter, withSource);
    CsvTarget csv = CsvTarget.over(writer, spreadsheet);
    csv.write(columns.stream().map(ResultColumn::column).toList());
    long rows =
        results.each(
            filter, columns, result -> csv.write(columns.stream().map(result::text).toList()));
    csv.flush(); // the writer has its own buffer
    return rows;
  }

  private long jsonl(ResultFilter filter, Writer writer) throws SQLException {
    List<ResultColumn> columns = results.exported(filter, withSource);
    return results.each(
        filter,
        columns,
        result -> {
          try {
            writer.write(ResultJson.of(result, columns) + "\n");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private long parquet(ResultFilter filter, OutputStream stream) throws IOException, SQLException {
    try {
      List<ResultColumn> columns = results.exported(filter, withSource);
      ParquetResults file = new ParquetResults(stream, columns);
      results.each(filter, columns, file::write);
      return file.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
