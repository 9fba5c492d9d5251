package dev.classify.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written is read with another library.
class ParquetWriterTest {

  private static final List<ParquetColumn> SCHEMA =
      List.of(
          new ParquetColumn("text", ParquetType.TEXT),
          new ParquetColumn("json", ParquetType.JSON),
          new ParquetColumn("flag", ParquetType.BOOLEAN),
          new ParquetColumn("number", ParquetType.INTEGER),
          new ParquetColumn("share", ParquetType.DOUBLE),
          new ParquetColumn("source.time", ParquetType.TIMESTAMP));

  @TempDir private Path folder;

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private static byte[] written(List<List<@Nullable Object>> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ParquetWriter writer = new ParquetWriter(bytes, SCHEMA);
    for (List<@Nullable Object> row : rows) {
      writer.write(row);
    }
    assertThat(writer.finish()).isEqualTo(rows.size());
    return bytes.toByteArray();
  }

  private static List<List<@Nullable Object>> read(byte[] file) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
        RowReader row = reader.rowReader()) {
      while (row.hasNext()) {
        row.next();
        rows.add(
            row(
                row.isNull("text") ? null : row.getString("text"),
                row.isNull("json") ? null : row.getString("json"),
                row.isNull("flag") ? null : row.getBoolean("flag"),
                row.isNull("number") ? null : row.getInt("number"),
                row.isNull("share") ? null : row.getDouble("share"),
                row.isNull("source.time") ? null : row.getTimestamp("source.time")));
      }
    }
    return rows;
  }

  @Test
  void everyTypeIsReadAsItWasWritten() throws IOException {
    List<List<@Nullable Object>> rows =
        List.of(
            row(
                "Verbraucherpreise, 生猪 🐖",
                "{\"by\":\"rules\"}",
                true,
                -7,
                0.98,
                Instant.parse("2026-11-28T21:44:31.204563Z")),
            row("", "[]", false, Integer.MAX_VALUE, -0.0, Instant.parse("1969-12-31T23:59:59Z")));

    assertThat(read(written(rows))).isEqualTo(rows);
  }

  @Test
  void missingValuesStayMissing() throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 1_003; i++) {
      rows.add(
          row(
              i % 3 == 0 ? null : "text " + i,
              null,
              i % 5 == 0 ? null : i % 2 == 0,
              i % 7 == 0 ? null : i,
              i / 8.0,
              i % 11 == 0 ? null : Instant.ofEpochSecond(i)));
    }

    assertThat(read(written(rows))).isEqualTo(rows);
  }

  @Test
  void fileWithoutRowsHasItsColumns() throws IOException {
    byte[] file = written(List.of());

    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)))) {
      assertThat(reader.getFileMetaData().numRows()).isZero();
      assertThat(reader.getFileSchema().getColumns())
          .extracting(column -> column.name())
          .containsExactlyElementsOf(SCHEMA.stream().map(ParquetColumn::name).toList());
    }
  }

  @Test
  void longFileIsWrittenGroupByGroup() throws IOException {
    Path file = folder.resolve("long.parquet");
    int rows = 60_000;
    try (var stream = Files.newOutputStream(file)) {
      ParquetWriter writer = new ParquetWriter(stream, SCHEMA);
      for (int i = 0; i < rows; i++) {
        writer.write(row("x".repeat(200) + i, "{}", true, i, 0.5, Instant.EPOCH));
      }
      writer.finish();
    }

    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
        RowReader row = reader.rowReader()) {
      assertThat(reader.getFileMetaData().rowGroups()).hasSizeGreaterThan(2);
      int expected = 0;
      while (row.hasNext()) {
        row.next();
        assertThat(row.getInt("number")).isEqualTo(expected);
        assertThat(row.getString("text")).endsWith("x" + expected);
        expected++;
      }
      assertThat(expected).isEqualTo(rows);
    }
  }

  @Test
  void rowWithAnotherNumberOfValuesIsRefused() {
    assertThatThrownBy(() -> written(List.of(row("alone"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
