package dev.classify.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import dev.classify.indicator.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that other programs wrote: a workbook of openpyxl 3.1, Parquet of pyarrow 25.
class FileInputTest {

  private static final InputOptions DATA = InputOptions.NONE.withSheet("Data");

  @TempDir private Path folder;

  @Test
  void sheetIsReadAsItIsShown() throws Exception {
    List<InputRow> rows = read("list.xlsx", "openpyxl.xlsx", DATA);
    Indicator prices = good(rows.getFirst());
    assertThat(prices.id()).isEqualTo("00007");
    assertThat(prices.name()).isEqualTo("Consumer prices");
    assertThat(prices.periodicity()).isEqualTo("Monthly");
    assertThat(prices.sample())
        .containsExactly(
            new Observation(LocalDate.of(2019, 1, 1), 1.1),
            new Observation(LocalDate.of(2020, 1, 1), 0.3),
            new Observation(LocalDate.of(2021, 1, 1), 1234567.9));
    assertThat(rows.getFirst().location()).hasToString("list.xlsx!Data:6");
    assertThat(good(rows.get(1)).id()).isEqualTo("00008");
    assertThat(good(rows.get(1)).unvaluedDates()).containsExactly(LocalDate.of(2020, 1, 1));
  }

  @Test
  void errorOfAFormulaIsAWarningWithItsCell() throws Exception {
    List<InputRow> rows = read("list.xlsx", "openpyxl.xlsx", DATA);
    assertThat(good(rows.getLast()).units()).isNull();
    assertThat(((InputRow.Good) rows.getLast()).warnings())
        .containsExactly(
            new Problem(
                "row",
                "cell D8 of sheet Data holds the error #REF!, which is read as empty",
                "correct the formula"));
  }

  @Test
  void sheetIsChosenByNameAndReadFromItsHeader() throws Exception {
    try (InputRows rows = FileInput.open("list.xlsx", resource("openpyxl.xlsx"), DATA)) {
      assertThat(rows.reading()).contains("reading list.xlsx!Data, header in row 5");
    }
    assertThatThrownBy(() -> read("list.xlsx", "openpyxl.xlsx", InputOptions.NONE))
        .hasMessageContaining("list.xlsx!Notes has no column indicator_id");
    assertThatThrownBy(
            () -> read("list.xlsx", "openpyxl.xlsx", InputOptions.NONE.withSheet("Daten")))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure.problem()).isEqualTo("list.xlsx has no sheet Daten");
              assertThat(failure.fix()).isEqualTo("its sheets are Data, Notes");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.30000000000000004 | General | 0.3",
        "1E-7 | General | 0.0000001",
        "7 | 00000 | 00007",
        "-7 | 00000 | -00007",
        "1.1 | 0.00 | 1.10",
        "1234567.891 | #,##0.0 | 1234567.9",
        "0.125 | 0.0% | 12.5%",
        "2.5 | 0.## | 2.5",
        "2 | 0.## | 2",
        "-3.14159 | 0.0;(0.00) | -3.14",
        "0.0004 | 0.0 | 0.0004",
        "12 | \"EUR\" 0.0 | 12.0",
        "1.5 | # ?/? | 1.5",
        "45322 | @ | 45322"
      })
  void numbersAreWrittenAsShown(BigDecimal number, String format, String shown) {
    assertThat(CellText.number(number, format)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yyyy-mm-dd | true",
        "mmm yyyy | true",
        "[$-409]d-mmm-yy;@ | true",
        "General | false",
        "0.00 | false",
        "#,##0 \"days\" | false",
        "[Red]0.0 | false"
      })
  void datesAreToldFromNumbersByTheirFormat(String format, boolean date) {
    assertThat(CellText.isDate(format)).isEqualTo(date);
  }

  @Test
  void parquetIsReadWithItsListsAsSampleValues() throws Exception {
    List<InputRow> rows = read("list.parquet", "pyarrow-snappy.parquet", InputOptions.NONE);
    Indicator prices = good(rows.getFirst());
    assertThat(prices.id()).isEqualTo("A");
    assertThat(prices.units()).isEqualTo("Index");
    assertThat(prices.scale()).isEqualTo("0");
    assertThat(prices.sample()).containsExactly(new Observation(LocalDate.of(2023, 1, 1), 1.5));
    assertThat(prices.unvaluedDates()).containsExactly(LocalDate.of(2024, 1, 1));
    assertThat(good(rows.getLast()).scale()).isEqualTo("1000000");
    assertThat(rows.getLast().location().line()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pyarrow-zstd.parquet",
        "duckdb-zstd.parquet",
        "duckdb-lz4.parquet",
        "duckdb-brotli.parquet"
      })
  void parquetIsReadWithEveryUsualCompression(String file) throws Exception {
    Indicator prices = good(read("list.parquet", file, InputOptions.NONE).getFirst());
    assertThat(prices.id()).isEqualTo("A");
    assertThat(prices.sample()).contains(new Observation(LocalDate.of(2023, 1, 1), 1.5));
  }

  @Test
  void compressionThatIsNotReadIsNamedWithOthers() throws Exception {
    byte[] file = resource("duckdb-brotli.parquet").readAllBytes();
    int columns = 0;
    for (int i = 2; i < file.length; i++) {
      // The codec of a column is the fourth field of its description; 4 is Brotli, 3 LZO.
      if (file[i - 2] == 0x15 && file[i - 1] == 2 * 4 && file[i] == 0x16) {
        file[i - 1] = 2 * 3;
        columns++;
      }
    }
    assertThat(columns).isEqualTo(6);
    assertThatThrownBy(
            () -> rows("list.parquet", new ByteArrayInputStream(file), InputOptions.NONE))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure.problem()).isEqualTo("list.parquet is compressed with LZO");
              assertThat(failure.fix()).contains("zstd");
            });
  }

  @Test
  void damagedFilesAreAnError() throws Exception {
    byte[] parquet = resource("pyarrow-snappy.parquet").readAllBytes();
    byte[] workbook = resource("openpyxl.xlsx").readAllBytes();
    for (byte[] file : List.of(parquet, workbook)) {
      byte[] cut = Arrays.copyOf(file, file.length / 2);
      assertThatThrownBy(() -> rows("list", new ByteArrayInputStream(cut), InputOptions.NONE))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void workbookThatIsLargerThanItLooksIsRefused() throws Exception {
    byte[] bomb =
        workbook(
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"
                + "a".repeat(2 * (int) WorkbookLimits.ROW_BYTES_MAX)
                + "</t></is></c></row>");
    assertThat(bomb.length).isLessThan(100_000);
    assertThatThrownBy(() -> rows("b.xlsx", new ByteArrayInputStream(bomb), InputOptions.NONE))
        .hasMessageContaining("b.xlsx is too large: a row takes more than 8 MiB unpacked");
    byte[] wide = workbook("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>");
    assertThatThrownBy(() -> rows("b.xlsx", new ByteArrayInputStream(wide), InputOptions.NONE))
        .hasMessageContaining("to the right of the last column");
  }

  @Test
  void uploadsArePackedAsFilesAre() throws Exception {
    byte[] csv = "id,name\nA,one\n".getBytes(StandardCharsets.UTF_8);
    assertThat(rows("list.csv.gz", new ByteArrayInputStream(gzip(csv)), InputOptions.NONE))
        .hasSize(1);
    assertThat(rows("list.zip", new ByteArrayInputStream(zip("list.csv", csv)), InputOptions.NONE))
        .hasSize(1);
    byte[] workbook = resource("openpyxl.xlsx").readAllBytes();
    assertThat(rows("list.zip", new ByteArrayInputStream(zip("list.xlsx", workbook)), DATA))
        .hasSize(3);
  }

  @Test
  void archiveOfAnOfficeIsReadAsItComes() throws Exception {
    byte[] archive =
        zip(
            "Metadata_Country_API_X.csv",
            bytes("\uFEFF\"Country Code\",\"Region\",\n\"DEU\",\"Europe\",\n"),
            "Metadata_Indicator_API_X.csv",
            bytes("\uFEFF\"INDICATOR_CODE\",\"INDICATOR_NAME\",\n\"X\",\"Prices\",\n"),
            "API_X.csv",
            bytes(
                """
                \uFEFF"Data Source","World Development Indicators",

                "Country Name","Country Code","Indicator Name","Indicator Code","2019","2020",
                "Germany","DEU","Prices","X","1","2",
                """));
    List<InputRow> rows = rows("API_X.zip", new ByteArrayInputStream(archive), InputOptions.NONE);
    assertThat(good(rows.getFirst()).id()).isEqualTo("X.DEU");
    assertThat(rows.getFirst().location().source()).isEqualTo("API_X.zip!API_X.csv");
    assertThat(rows).hasSize(1);
  }

  @Test
  void firstRowsAndTheHeaderOfATableAreShown() throws Exception {
    InputSample sample =
        InputSample.of("list.parquet", resource("pyarrow-snappy.parquet"), InputOptions.NONE, 1);
    assertThat(sample.format()).isEqualTo(InputFormat.PARQUET);
    assertThat(sample.columns()).startsWith("indicator_id", "name", "units");
    assertThat(sample.rows()).hasSize(1);
  }

  @Test
  void copiesAreRemoved() throws Exception {
    String before = temporaryFiles();
    assertThat(read("list.xlsx", "openpyxl.xlsx", DATA)).isNotEmpty();
    assertThat(read("list.parquet", "pyarrow-snappy.parquet", InputOptions.NONE)).isNotEmpty();
    assertThat(temporaryFiles()).isEqualTo(before);
  }

  private static String temporaryFiles() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(Path::toString)
          .filter(name -> name.contains("classify-input-"))
          .sorted()
          .toList()
          .toString();
    }
  }

  @Test
  void fileOnDiskIsReadInPlace() throws Exception {
    Path file = folder.resolve("list.xlsx");
    try (InputStream content = resource("openpyxl.xlsx")) {
      Files.copy(content, file);
    }
    try (InputRows rows = FileInput.open("list.xlsx", file, DATA)) {
      assertThat(rows.next()).isPresent();
    }
    assertThatThrownBy(
            () ->
                FileInput.open(
                    "list.xlsx", file, new InputOptions(InputFormat.CSV, AssignedColumns.NONE)))
        .hasMessageContaining("is XLSX, not CSV");
  }

  private static byte[] workbook(String rows) throws IOException {
    return zip(
        "[Content_Types].xml",
        bytes("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        "xl/workbook.xml",
        bytes("<workbook/>"),
        "xl/worksheets/sheet1.xml",
        bytes("<worksheet><sheetData>" + rows + "</sheetData></worksheet>"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(Object... namesAndContents) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        zip.write((byte[]) namesAndContents[i + 1]);
      }
    }
    return packed.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(FileInputTest.class.getResourceAsStream(name));
  }

  private static Indicator good(InputRow row) {
    assertThat(row).isInstanceOf(InputRow.Good.class);
    return ((InputRow.Good) row).indicator();
  }

  private static List<InputRow> read(String name, String resource, InputOptions options)
      throws IOException {
    return rows(name, resource(resource), options);
  }

  private static List<InputRow> rows(String name, InputStream bytes, InputOptions options)
      throws IOException {
    List<InputRow> read = new ArrayList<>();
    try (InputRows rows = FileInput.open(name, bytes, options)) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        read.add(row.get());
      }
    }
    return read;
  }
}
