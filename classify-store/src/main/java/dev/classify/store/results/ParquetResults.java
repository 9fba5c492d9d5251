package dev.classify.store.results;

import dev.classify.parquet.ParquetColumn;
import dev.classify.parquet.ParquetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes answers as a Parquet file, with a type for each column.
public final class ParquetResults {

  private final List<ResultColumn> columns;
  private final ParquetWriter file;

  /// Begins a file.
  ///
  /// @param out stays open
  public ParquetResults(OutputStream out, List<ResultColumn> columns) throws IOException {
    this.columns = List.copyOf(columns);
    this.file =
        new ParquetWriter(
            out,
            columns.stream()
                .map(column -> new ParquetColumn(column.column(), column.type()))
                .toList());
  }

  /// Adds an answer.
  ///
  /// @throws UncheckedIOException if the stream refuses it, because the caller is inside a query
  public void write(Result result) {
    List<@Nullable Object> row = new ArrayList<>(columns.size());
    for (ResultColumn column : columns) {
      row.add(typed(column, result));
    }
    try {
      file.write(row);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static @Nullable Object typed(ResultColumn column, Result result) {
    Object value = result.values().get(column);
    if (value == null) {
      return null;
    }
    return switch (column.type()) {
      case TEXT, JSON -> value.toString();
      case TIMESTAMP -> Instant.parse(value.toString());
      case BOOLEAN, INTEGER, DOUBLE -> value;
    };
  }

  /// Completes the file.
  ///
  /// @return how many answers it holds
  public long finish() throws IOException {
    return file.finish();
  }
}
