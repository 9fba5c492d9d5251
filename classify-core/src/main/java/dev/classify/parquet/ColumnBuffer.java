package dev.classify.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The values of one column in the present row group.
final class ColumnBuffer {

  /// A data page of the first version.
  private static final int DATA_PAGE = 0;

  static final int ENCODING_PLAIN = 0;
  static final int ENCODING_RLE = 3;
  static final int CODEC_GZIP = 2;

  private final ParquetColumn column;
  private final PlainValues present = new PlainValues();
  private final PlainValues values = new PlainValues();
  private int rows;
  private int nulls;

  ColumnBuffer(ParquetColumn column) {
    this.column = column;
  }

  /// Where a part of a file lies that holds the values of one column.
  ///
  /// @param offset of its page in the file
  /// @param bytes of its page with header
  /// @param uncompressedBytes the same before compression
  record Chunk(ParquetColumn column, int rows, long offset, long bytes, long uncompressedBytes) {}

  void add(@Nullable Object value) {
    rows++;
    present.putBit(value != null);
    if (value == null) {
      nulls++;
    } else {
      column.type().put(value, values);
    }
  }

  /// Bytes that it holds.
  int size() {
    return values.size() + present.size();
  }

  /// Writes the values as one page, and forgets them.
  ///
  /// @param offset of the page in the file
  Chunk flush(OutputStream out, long offset) throws IOException {
    values.endByte();
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    writeLevels(page);
    values.writeTo(page);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new FastGzip(compressed)) {
      page.writeTo(gzip);
    }
    byte[] header =
        new ThriftWriter()
            .begin()
            .i32(1, DATA_PAGE)
            .i32(2, page.size())
            .i32(3, compressed.size())
            .beginStruct(5)
            .i32(1, rows)
            .i32(2, ENCODING_PLAIN)
            .i32(3, ENCODING_RLE)
            .i32(4, ENCODING_RLE)
            .end()
            .end()
            .bytes();
    out.write(header);
    compressed.writeTo(out);
    Chunk chunk =
        new Chunk(
            column,
            rows,
            offset,
            header.length + (long) compressed.size(),
            header.length + (long) page.size());
    values.clear();
    present.clear();
    rows = 0;
    nulls = 0;
    return chunk;
  }

  /// Which values are there, after the length of that: one run of equal bits, or one of groups of
  /// eight.
  private void writeLevels(ByteArrayOutputStream page) throws IOException {
    present.endByte();
    ByteArrayOutputStream levels = new ByteArrayOutputStream();
    if (nulls == 0 || nulls == rows) {
      varint(rows << 1, levels);
      levels.write(nulls == 0 ? 1 : 0);
    } else {
      varint((present.size() << 1) | 1, levels);
      present.writeTo(levels);
    }
    PlainValues length = new PlainValues();
    length.putInt(levels.size());
    length.writeTo(page);
    levels.writeTo(page);
  }

  private static void varint(int value, OutputStream out) throws IOException {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  /// Equal texts shrink with little effort too.
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
