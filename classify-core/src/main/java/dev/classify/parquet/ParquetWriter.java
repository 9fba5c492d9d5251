package dev.classify.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a table as a Parquet file to a stream, row after row. Holds one row group in memory, so a
/// file of any length needs the same; every tool that reads Parquet reads gzip and plain values.
///
/// A file without its end is none: a reader notices that the writing stopped early.
public final class ParquetWriter {

  /// Of values in memory. Larger groups compress a little better and need more memory; a worker has
  /// a small heap, and needs a page and its compressed form besides.
  private static final int ROW_GROUP_BYTES_MAX = 4 << 20;

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int OPTIONAL = 1;

  private final OutputStream out;
  private final List<ColumnBuffer> columns;
  private final List<ParquetColumn> schema;
  private final List<RowGroup> groups = new ArrayList<>();
  private long offset;
  private int rowsInGroup;
  private long rows;

  private record RowGroup(List<ColumnBuffer.Chunk> chunks, int rows, long bytes) {}

  /// Begins a file.
  ///
  /// @param out stays open
  public ParquetWriter(OutputStream out, List<ParquetColumn> schema) throws IOException {
    this.out = out;
    this.schema = List.copyOf(schema);
    this.columns = schema.stream().map(ColumnBuffer::new).toList();
    write(MAGIC);
  }

  /// Adds a row.
  ///
  /// @param values in the order of the columns, each of the type of its column; null where it has
  ///     none
  public void write(List<? extends @Nullable Object> values) throws IOException {
    if (values.size() != columns.size()) {
      throw new IllegalArgumentException(
          "%d values for %d columns".formatted(values.size(), columns.size()));
    }
    int bytes = 0;
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).add(values.get(i));
      bytes += columns.get(i).size();
    }
    rowsInGroup++;
    if (bytes >= ROW_GROUP_BYTES_MAX) {
      endGroup();
    }
  }

  /// Writes the rest and the footer.
  ///
  /// @return rows in the file
  public long finish() throws IOException {
    if (rowsInGroup > 0) {
      endGroup();
    }
    byte[] footer = footer();
    write(footer);
    PlainValues length = new PlainValues();
    length.putInt(footer.length);
    length.writeTo(out);
    write(MAGIC);
    return rows;
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    offset += bytes.length;
  }

  private void endGroup() throws IOException {
    List<ColumnBuffer.Chunk> chunks = new ArrayList<>();
    long bytes = 0;
    for (ColumnBuffer column : columns) {
      ColumnBuffer.Chunk chunk = column.flush(out, offset);
      offset += chunk.bytes();
      bytes += chunk.uncompressedBytes();
      chunks.add(chunk);
    }
    groups.add(new RowGroup(List.copyOf(chunks), rowsInGroup, bytes));
    rows += rowsInGroup;
    rowsInGroup = 0;
  }

  private byte[] footer() {
    ThriftWriter footer = new ThriftWriter().begin().i32(1, 1).structs(2, schema.size() + 1);
    footer.begin().text(4, "schema").i32(5, schema.size()).end();
    schema.forEach(column -> element(footer, column));
    footer.i64(3, rows).structs(4, groups.size());
    groups.forEach(group -> group(footer, group));
    return footer.text(6, "classify").end().bytes();
  }

  /// A column in the schema, with its type in the older and in the newer way.
  private static void element(ThriftWriter footer, ParquetColumn column) {
    footer
        .begin()
        .i32(1, column.type().physical().number())
        .i32(3, OPTIONAL)
        .text(4, column.name());
    switch (column.type()) {
      case TEXT -> footer.i32(6, 0).beginStruct(10).beginStruct(1).end().end();
      case JSON -> footer.i32(6, 19).beginStruct(10).beginStruct(12).end().end();
      case TIMESTAMP ->
          footer
              .i32(6, 10)
              .beginStruct(10)
              .beginStruct(8)
              .flag(1, true)
              .beginStruct(2)
              .beginStruct(2)
              .end()
              .end()
              .end()
              .end();
      case BOOLEAN, INTEGER, DOUBLE -> {
        // The physical type says everything.
      }
    }
    footer.end();
  }

  private static void group(ThriftWriter footer, RowGroup group) {
    footer.begin().structs(1, group.chunks().size());
    for (ColumnBuffer.Chunk chunk : group.chunks()) {
      footer
          .begin()
          .i64(2, chunk.offset())
          .beginStruct(3)
          .i32(1, chunk.column().type().physical().number())
          .numbers(2, ColumnBuffer.ENCODING_PLAIN, ColumnBuffer.ENCODING_RLE)
          .texts(3, chunk.column().name())
          .i32(4, ColumnBuffer.CODEC_GZIP)
          .i64(5, chunk.rows())
          .i64(6, chunk.uncompressedBytes())
          .i64(7, chunk.bytes())
          .i64(9, chunk.offset())
          .end()
          .end();
    }
    footer.i64(2, group.bytes()).i64(3, group.rows()).end();
  }
}
