package dev.classify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.exit.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A file that says which column is which field.
class MappingTest {

  private static final String DATA =
      "Mnemonic,Label,How,Scale,Remark\nA,Bank loans,PLN,Millions,x\n";

  private static final String MAPPING =
      "column,field\nMnemonic,indicator_id\nLabel,name\nHow,units\nScale,\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void columnsAreReadAsTheirFieldsAndOnesWithoutAreIgnored() throws Exception {
    Path data = write("data.csv", DATA);
    String everyFieldMapped =
        explained(data, write("all.csv", MAPPING.replace("Scale,", "Scale,scale")));
    assertThat(everyFieldMapped).contains("A  Bank loans", "the scale field says millions");
    assertThat(explained(data, write("columns.csv", MAPPING)))
        .contains("A  Bank loans", "currency-amount")
        .doesNotContain("millions");
  }

  @Test
  void spreadsheetMayHaveWrittenTheFile() throws Exception {
    Path data = folder.resolve("data.csv");
    Files.writeString(data, "Schl\u00FCssel;Name\nA;Bank loans\n", Charset.forName("windows-1252"));
    Path mapping = folder.resolve("columns.csv");
    Files.writeString(
        mapping,
        "Column;Field\r\n\"Schl\u00FCssel\";Series ID\r\n;\r\n",
        Charset.forName("windows-1252"));
    assertThat(explained(data, mapping)).contains("A  Bank loans");
  }

  @Test
  void keysOfJsonAreMappedToo() throws Exception {
    Path data =
        write(
            "data.jsonl",
            "{\"Mnemonic\":\"A\",\"Label\":\"Bank"
                + " loans\",\"units\":\"PLN\",\"scale\":\"Millions\"}\n");
    Path mapping = write("columns.csv", "column,field\nMnemonic,id\nLabel,name\nscale,\n");
    assertThat(explained(data, mapping)).contains("A  Bank loans").doesNotContain("millions");
  }

  @Test
  void ignoredColumnLeavesATableOfAnOfficeWhatItIs() throws Exception {
    Path data =
        write(
            "wb.csv",
            """
            Country Name,Country Code,Indicator Name,Indicator Code,Units,Scale,2019,2020
            Germany,DEU,Bank loans,UR,EUR,Millions,1,2
            """);
    Path mapping = write("columns.csv", "column,field\nScale,\nCountry Code,\n2019,\n");
    assertThat(run("explain", "UR.DEU", "--input", data, "--mapping", mapping))
        .as(text(err))
        .isEqualTo(ExitCode.DONE);
    assertThat(text(out)).contains("Bank loans").doesNotContain("millions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Label,nmae          | columns.csv:3, column field: nmae is no field | write one of name,
          Labl,name           | columns.csv:3 names the column Labl, which | most similar one is Label
          Label,id            | columns.csv:3, column field: indicator_id is already assigned to Mnemonic by columns.csv:2 | leave one of the two fields empty
          Mnemonic,name       | columns.csv:3, column column: Mnemonic is already assigned by columns.csv:2 | remove one
          ,name               | columns.csv:3, column column: no column is named | write the name
          Label               | columns.csv:3 has one value instead of two | write column,field
          Label,name,x        | columns.csv:3 has 3 values instead of two | write column,field
          "Label,name         | columns.csv:3 opens a quote that is not closed | close every quote
          Label,              | data.csv has no column name | rename one of them to name
          """)
  void faultNamesFileLineAndColumnWithAFix(String line, String problem, String fix)
      throws Exception {
    Path data = write("data.csv", DATA);
    Path mapping = write("columns.csv", "column,field\nMnemonic,indicator_id\n" + line + "\n");
    for (String command : new String[] {"run", "import"}) {
      err.reset();
      assertThat(run(command, data, "--mapping", mapping)).isEqualTo(ExitCode.USAGE);
      assertThat(text(err)).contains(problem, fix);
    }
    assertThat(text(out)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mnemonic,indicator_id\n", "column,field,note\n", "{}\n"})
  void fileWithAnotherHeaderIsRefused(String text) throws Exception {
    Path data = write("data.csv", DATA);
    Path mapping = write("columns.csv", text);
    assertThat(run("run", data, "--mapping", mapping)).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("columns.csv:1 is not the header", "the line column,field");
  }

  @Test
  void headerWithoutNamesHasNoColumnToName() throws Exception {
    Path data = write("data.csv", ",,\nA,Exports,x\n");
    assertThat(run("run", data, "--mapping", write("columns.csv", MAPPING)))
        .isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("columns.csv:2 names the column Mnemonic", "fix: begin");
  }

  @Test
  void idThatIsIgnoredIsNamed() throws Exception {
    Path data = write("data.csv", "id,name\nA,Exports\n");
    Path mapping = write("columns.csv", "column,field\nid,\n");
    assertThat(run("run", data, "--mapping", mapping)).isEqualTo(ExitCode.USAGE);
    assertThat(text(err))
        .contains(
            "columns.csv:2 ignores the only column of",
            "fix: read this column or another one as indicator_id");
  }

  @Test
  void fileThatIsMissingOrAFolderIsRefused() throws Exception {
    Path data = write("data.csv", DATA);
    assertThat(run("run", data, "--mapping", folder.resolve("none.csv"))).isEqualTo(ExitCode.USAGE);
    assertThat(run("run", data, "--mapping", folder)).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("none.csv does not exist", "is a folder");
  }

  @Test
  void optionAddsToTheFileButMayNotContradictIt() throws Exception {
    Path data = write("data.csv", DATA);
    Path mapping = write("columns.csv", "column,field\nMnemonic,indicator_id\n");
    assertThat(run("explain", "A", "--input", data, "--mapping", mapping, "--map", "Label=name"))
        .as(text(err))
        .isEqualTo(ExitCode.DONE);
    assertThat(run("run", data, "--mapping", mapping, "--map", "Label=id"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(text(err))
        .contains("--map Label=id: indicator_id is already assigned to Mnemonic by columns.csv:2");
  }

  @Test
  void labelledRowsAreMappedForAnEvaluation() throws Exception {
    Path gold = write("gold.csv", "indicator_id,unit_type\nA,currency-amount\n");
    Path data = write("data.csv", DATA);
    Path mapping = write("columns.csv", MAPPING);
    assertThat(run("evaluate", gold, "--input", data)).isEqualTo(ExitCode.USAGE);
    assertThat(run("evaluate", gold, "--input", data, "--mapping", mapping))
        .as(text(err))
        .isEqualTo(ExitCode.DONE);
    assertThat(text(out)).contains("1 of 1 labelled indicators");
  }

  @Test
  void mappingOfAnEvaluationNeedsAnInputItAppliesTo() throws Exception {
    Path gold = write("gold.csv", "indicator_id,name,unit_type\nA,Exports,percentage\n");
    Path mapping = write("columns.csv", MAPPING);
    assertThat(run("evaluate", gold, "--mapping", mapping)).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("add --input FILE");
    assertThat(run("evaluate", gold, "--input", gold, "--mapping", mapping))
        .isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("which no option changes");
  }

  private String explained(Path data, Path mapping) {
    out.reset();
    assertThat(run("explain", "A", "--input", data, "--mapping", mapping))
        .as(text(err))
        .isEqualTo(ExitCode.DONE);
    return text(out);
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private int run(Object... args) {
    return Main.run(
        Stream.of(args).map(Object::toString).toArray(String[]::new),
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  /// What was printed, without the folder of the files.
  private String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(folder + File.separator, "");
  }
}
