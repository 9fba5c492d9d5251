package dev.classify.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Indicator;
import dev.classify.input.InputOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFileTest {

  @TempDir Path folder;

  @Test
  void spreadsheetThatCannotBeReadIsNamedInTheError() throws Exception {
    Path old =
        Files.write(
            folder.resolve("a.xls"), new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0});
    assertThatThrownBy(() -> ReadInput.of(old)).hasMessageContaining("old Excel");
    Path sheet = zip("b.xlsx", "xl/workbook.xml", "<workbook/>");
    assertThatThrownBy(() -> ReadInput.of(sheet)).hasMessageContaining("is damaged");
    Path open = zip("c.ods", "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    assertThatThrownBy(() -> ReadInput.of(open)).hasMessageContaining("but no XLSX");
  }

  @Test
  void onlyDataFileOfAZipIsRead() throws Exception {
    Path file =
        zip(
            "a.zip",
            "readme.pdf",
            "%PDF",
            "data/list.csv",
            "id;name\nA;one\n",
            "__MACOSX/data/list.csv",
            "x");
    ReadInput read = ReadInput.of(file);
    assertThat(read.indicators()).extracting(Indicator::name).containsExactly("one");
    try (InputSource source = InputSource.file(file, InputOptions.NONE)) {
      assertThat(source.rejectFile()).isEqualTo(folder.resolve("a.rejects.csv"));
    }
  }

  @Test
  void oneOfSeveralFilesOfAZipIsChosenByItsName() throws Exception {
    Path file =
        zip(
            "a.zip",
            "one.csv",
            "id,name\nA,one\n",
            "two.json",
            "[{\"id\":\"B\",\"name\":\"two\"}]");
    assertThatThrownBy(() -> ReadInput.of(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("holds 2 data files: one.csv, two.json")
        .hasMessageContaining("a.zip!one.csv");
    Path two = Path.of(file + "!two.json");
    assertThat(ReadInput.of(two).indicators()).extracting(Indicator::id).containsExactly("B");
    try (InputSource source = InputSource.file(two, InputOptions.NONE)) {
      assertThat(source.rejectFile()).isEqualTo(folder.resolve("a.rejects.csv"));
    }
    assertThatThrownBy(() -> ReadInput.of(Path.of(file + "!three.csv")))
        .hasMessageContaining("holds no file three.csv");
    Path empty = zip("b.zip", "readme.pdf", "%PDF");
    assertThatThrownBy(() -> ReadInput.of(empty))
        .hasMessageContaining("holds no file of indicators");
  }

  @Test
  void compressedFileIsReadAsItsContent() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("id,name\nA,one\n".getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("a.csv.gz"), bytes.toByteArray());
    Path cut = Files.write(folder.resolve("b.csv.gz"), Arrays.copyOf(bytes.toByteArray(), 24));
    assertThat(ReadInput.of(file).indicators()).hasSize(1);
    assertThatThrownBy(() -> ReadInput.of(cut)).hasMessageContaining("is damaged");
  }

  /// @param nameAndContent of the files in the archive, one after another
  private Path zip(String name, String... nameAndContent) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < nameAndContent.length; i += 2) {
        zip.putNextEntry(new ZipEntry(nameAndContent[i]));
        zip.write(nameAndContent[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }
}
