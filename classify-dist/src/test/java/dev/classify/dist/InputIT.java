package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The sources of rows, and the report of unusable rows.
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
class InputIT {

  @TempDir private Path folder;

  private final EmbeddedStack stack;

  InputIT(EmbeddedStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void clear() throws Exception {
    stack.clear();
  }

  @Test
  void badRowsAreListedInARejectFileAndGoodRowsAreClassified() throws Exception {
    Path input =
        write(
            "mixed.csv",
            """
            id,name,units,sample_values
            A,Unemployment rate,%,
            B,,%,
            ,Nobody knows whose,%,
            A,The first one counts,%,
            C,Policy rate,%,"[{""date"": ""2024-01-31"", ""value"": ""much""}]"
            """);
    BuiltProgram.Result ended = stack.local("run", input.toString());
    assertThat(ended.exit()).isOne();
    Path list = folder.resolve("mixed.rejects.csv");
    assertThat(ended.out())
        .contains("rows        5", "classified  2", "unusable    3, see " + list, "warnings    1");

    List<List<String>> listed = Samples.fields(list);
    assertThat(listed)
        .extracting(row -> String.join(" ", row.subList(1, 5)))
        .containsExactly(
            "line indicator_id field severity",
            "3 B name error",
            "4  indicator_id error",
            "5 A indicator_id error",
            "6 C sample_values[0] warning");
    assertThat(listed).allMatch(row -> !row.get(5).isBlank() && !row.get(6).isBlank());
  }

  @Test
  void filesAsSpreadsheetsWriteThemAreReadAndSaidSo() throws Exception {
    Path input = folder.resolve("list.txt");
    Files.writeString(
        input,
        """
        Category: Prices

        File;Title;Units
        A;Au\u00DFenhandel, \u00DCberschuss;Mrd. EUR
        B;Prices
        ;;
        """,
        Charset.forName("windows-1252"));
    BuiltProgram.Result ended = stack.local("run", input.toString(), "--map", "File=indicator_id");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err())
        .containsOnlyOnce(
            "reading %s as fields between semicolons, windows-1252, header in line 3"
                .formatted(input));
    assertThat(ended.out()).contains("rows        2", "classified  2", "warnings    1");
    assertThat(stack.local("export").out()).contains("Au\u00DFenhandel, \u00DCberschuss");

    Path array =
        write("list.json", "[{\"id\": \"A\", \"name\": \"Policy rate\", \"units\": \"%\"}]");
    Path zip = folder.resolve("list.zip");
    try (ZipOutputStream packed = new ZipOutputStream(Files.newOutputStream(zip))) {
      packed.putNextEntry(new ZipEntry("list.json"));
      Files.copy(array, packed);
    }
    BuiltProgram.Result imported = stack.local("import", zip.toString());
    assertThat(imported.exit()).as(imported.err()).isZero();
    assertThat(stack.local("estimate", array.toString()).exit()).isZero();
  }

  @Test
  void fileWithoutAUsableRowOpensNoJob() throws Exception {
    Path input = write("bad.csv", "id,name\nA,\n,B\n");
    BuiltProgram.Result ended = stack.local("run", input.toString());
    assertThat(ended.exit()).isEqualTo(2);
    Path list = folder.resolve("bad.rejects.csv");
    assertThat(ended.err())
        .contains("all 2 rows are unusable in " + input, "fix: correct the rows that " + list);
    assertThat(Samples.fields(list)).hasSize(3);
    assertThat(stack.number("select count(*) from jobs")).isZero();
  }

  @Test
  void formulasOfAnInputAreTextInAFileForSpreadsheetsAndUnchangedForPrograms() throws Exception {
    Path input =
        write(
            "formulas.csv",
            """
            id,name,units
            =1+1,"=HYPERLINK(""http://evil"",""x"")",%
            @x,Unemployment rate,%
            R\u202eTL,Policy rate,%
            """);
    BuiltProgram.Result ended = stack.local("run", input.toString());
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("=1+1", "R\\u202eTL").doesNotContain("\u202e");

    Path file = folder.resolve("answers.csv");
    assertThat(stack.local("export", "--to", file.toString()).exit()).isZero();
    assertThat(Files.readString(file))
        .contains("\n'=1+1,\"'=HYPERLINK(\"\"http://evil\"\"", "\n'@x,", "\nR\u202eTL,");
    Path exact = folder.resolve("exact.csv");
    assertThat(stack.local("export", "--no-spreadsheet", "--to", exact.toString()).exit()).isZero();
    assertThat(Files.readString(exact))
        .contains("\n=1+1,\"=HYPERLINK", "\n@x,")
        .isEqualTo(stack.local("export").out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"run empty.csv", "run header.csv", "run --from-db no_such_table"})
  void inputWithoutRowsExitsWithTwoAndSaysWhy(String words) throws Exception {
    Path work = stack.program().home().resolveSibling("");
    Files.writeString(work.resolve("empty.csv"), "");
    Files.writeString(work.resolve("header.csv"), "id,name\n");
    BuiltProgram.Result ended = stack.program().run(BuiltProgram.words("local", words.split(" ")));
    assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).isNotBlank().doesNotContain("\tat ");
  }

  @Test
  void runWithoutInputSaysHowToImport() throws Exception {
    BuiltProgram.Result local = stack.local("run");
    assertThat(local.exit()).isEqualTo(2);
    assertThat(local.err()).contains("classify local import FILE", "classify local run FILE");

    BuiltProgram.Result cluster = stack.asCluster().call();
    assertThat(cluster.exit()).isEqualTo(2);
    assertThat(cluster.err()).contains("classify import FILE");
  }

  @Test
  void commandWithoutSubcommandClassifiesImportedRowsOnTheCluster() throws Exception {
    BuiltProgram cluster = stack.asCluster();
    Path input = write("two.csv", "id,name,units\nA,Unemployment rate,%\nB,Policy rate,%\n");
    assertThat(cluster.call("import", input.toString()).exit()).isZero();
    BuiltProgram.Result ended = cluster.call("--rpm", "1000");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("classified  2");
    assertThat(ended.err()).contains("pace LLM requests");
  }

  @Test
  void standardInputIsReadInBothFormats() throws Exception {
    Path jsonl =
        write("a.jsonl", "{\"id\": \"A\", \"name\": \"Unemployment rate\", \"units\": \"%\"}\n");
    BuiltProgram.Result lines = stack.program().runOn(jsonl, "local", "run", "-");
    assertThat(lines.exit()).as(lines.err()).isZero();
    assertThat(lines.out()).contains(", stdin", "classified  1");

    Path csv = write("b.csv", "id,name,units\nA,Unemployment rate,%\nB,Policy rate,%\n");
    BuiltProgram.Result table = stack.program().runOn(csv, "local", "run", "-", "--format", "csv");
    assertThat(table.exit()).as(table.err()).isZero();
    assertThat(table.out()).contains("classified  1", "unchanged   1");
  }

  @Test
  void columnsWithOtherNamesAreMapped() throws Exception {
    Path input = write("other.csv", "Key;What;How\nA;Unemployment rate;%\n".replace(';', ','));
    String[] maps = {"--map", "Key=indicator_id", "--map", "What=name", "--map", "How=units"};
    BuiltProgram.Result ended =
        stack.local(BuiltProgram.words("run", BuiltProgram.words(input.toString(), maps)));
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(stack.text("select unit_type from classifications")).isEqualTo("percentage");
  }

  @Test
  void columnsOfAMappingFileAreMappedInRunsAndImports() throws Exception {
    Path input = write("other.csv", "Key,What,How,Scale\nA,Unemployment rate,%,Millions\n");
    Path mapping = write("columns.csv", "column,field\nKey,id\nWhat,name\nHow,units\nScale,\n");
    BuiltProgram.Result ended =
        stack.local("run", input.toString(), "--mapping", mapping.toString());
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err()).doesNotContain("no fields");
    assertThat(stack.text("select unit_type || ' ' || scale from classifications"))
        .isEqualTo("percentage percent");
    BuiltProgram.Result imported =
        stack.local("import", input.toString(), "--mapping", mapping.toString());
    assertThat(imported.exit()).as(imported.err()).isZero();
    assertThat(stack.text("select name || coalesce(scale, '') from source_indicators"))
        .isEqualTo("Unemployment rate");
  }

  @Test
  void rowsOfAQueryAreClassified() throws Exception {
    Path input =
        write(
            "topics.csv",
            "id,name,units,topic\nA,Unemployment rate,%,Labour\nB,Exports,USD mn,Trade\n");
    assertThat(stack.local("import", input.toString()).exit()).isZero();
    BuiltProgram.Result ended =
        stack.local("run", "--from-db", "select * from source_indicators where topic = 'Trade';");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("classified  1", ", query");
    assertThat(stack.text("select indicator_id from classifications")).isEqualTo("B");
  }

  private Path write(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content);
  }
}
