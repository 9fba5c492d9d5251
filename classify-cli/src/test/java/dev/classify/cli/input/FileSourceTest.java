package dev.classify.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import dev.classify.indicator.Problem;
import dev.classify.input.InputFormat;
import dev.classify.input.InputOptions;
import dev.classify.input.InputRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSourceTest {

  @TempDir Path folder;

  @Test
  void csvWithMarkAliasesAndUnknownColumnsIsRead() throws Exception {
    ReadInput read =
        read("a.csv", "\uFEFFSeries-ID,TITLE,Unit,colour\r\nA,Retail sales,USD mn,red\r\n");
    assertThat(read.indicators()).extracting(Indicator::id).containsExactly("A");
    assertThat(read.indicators()).extracting(Indicator::units).containsExactly("USD mn");
    assertThat(read.extraColumns()).containsExactly("colour");
  }

  @Test
  void filledFieldsThatAreNotUnderstoodAreWarningsWithLineAndColumn() throws Exception {
    ReadInput read =
        read(
            "a.csv",
            """
            id,name,scale,currency,frequency
            A,Exports,6,978,M
            B,Exports,zillions,QQQ,whenever
            """);

    assertThat(read.good().getFirst().warnings()).isEmpty();
    assertThat(read.good().getLast().location().line()).isEqualTo(3);
    assertThat(read.good().getLast().warnings())
        .extracting(Problem::field)
        .containsExactly("scale", "currency_code", "periodicity");
  }

  @Test
  void fieldsWithQuotesCommasAndLineEndsKeepThem() throws Exception {
    ReadInput read =
        read(
            "a.csv",
            """
            id,name,description
            A,"Price of ""premium"", unleaded","one,\r
            two

            four"
            B,Trade\tbalance\u00A0(goods),x
            """);
    assertThat(read.indicators())
        .extracting(Indicator::name)
        .containsExactly("Price of \"premium\", unleaded", "Trade\tbalance\u00A0(goods)");
    assertThat(read.indicators().getFirst().description()).isEqualTo("one,\r\ntwo\n\nfour");
    assertThat(read.rows()).extracting(row -> row.location().line()).containsExactly(2L, 6L);
  }

  @Test
  void badRowsAreListedWithTheirLineAndTheOthersAreRead() throws Exception {
    ReadInput read =
        read(
            "a.csv",
            """
            id,name,units
            A,one,%
            B,,%
            ,two,%
            A,again,%
            C,short
            D,long,%,x
            E,three,%,,
            F
            """);
    assertThat(read.indicators()).extracting(Indicator::id).containsExactly("A", "C", "E");
    assertThat(read.badLines())
        .containsExactly(
            "3 B: name is empty",
            "4 : indicator_id is empty",
            "5 A: indicator_id repeats the id of line 2, which is used",
            "7 D: row has 4 fields, the header has 3",
            "9 F: row has 1 fields, the header has 3");
    assertThat(read.good().get(1).warnings())
        .extracting(Problem::problem)
        .containsExactly("has 2 fields, the header has 3; the missing ones are read as empty");
  }

  @Test
  void idOfABadRowIsFreeForALaterRow() throws Exception {
    ReadInput read = read("a.csv", "id,name\nA,\nA,one\n");
    assertThat(read.indicators()).extracting(Indicator::name).containsExactly("one");
  }

  @Test
  void brokenLinesOfJsonlAreBadRowsAndTheOthersAreRead() throws Exception {
    ReadInput read =
        read(
            "a.jsonl",
            """
            {"id":"A","name":"one","colour":1}

            {"id":"B",
            [1]
            {} x
            {"id":"C","name":"two","values":[{"date":"2024","value":NaN}]}\
            """);
    assertThat(read.indicators()).extracting(Indicator::id).containsExactly("A", "C");
    assertThat(read.good().getLast().location().line()).isEqualTo(6);
    assertThat(read.good().getLast().warnings())
        .extracting(Problem::field)
        .containsExactly("sample_values[0]");
    assertThat(read.bad()).extracting(row -> row.location().line()).containsExactly(3L, 4L, 5L);
    assertThat(read.extraColumns()).containsExactly("colour");
  }

  @Test
  void endlessLineOfJsonlIsABadRow() throws Exception {
    ReadInput read =
        read("a.jsonl", "{\"id\":\"" + "x".repeat(4 * 1_048_576) + "\"}\n{\"id\":1,\"name\":2}");
    assertThat(read.badLines()).containsExactly("1 : row is longer than 4,194,304 characters");
    assertThat(read.indicators()).hasSize(1);
  }

  @Test
  void mappedColumnOverridesTheColumnOfThatName() throws Exception {
    InputOptions options = InputOptions.of(null, List.of("label=name", "key=indicator_id"));
    ReadInput csv = ReadInput.of(write("a.csv", "key,id,name,label\nA,B,one,two\n"), options);
    ReadInput json =
        ReadInput.of(
            write("a.jsonl", "{\"key\":\"A\",\"id\":\"B\",\"name\":\"one\",\"label\":\"two\"}"),
            options);
    assertThat(csv.indicators()).extracting(Indicator::name).containsExactly("two");
    assertThat(csv.indicators()).isEqualTo(json.indicators());
    assertThat(csv.extraColumns()).containsExactly("id", "name");
  }

  @ParameterizedTest
  @CsvSource({
    "colour=x,--map colour=x: x is no field",
    "name,is not of the form COLUMN=FIELD",
    "a=name|b=title,--map b=title: name is already assigned to a by --map a=name",
    "a=name|a=id,--map a=id: a is already assigned by --map a=name"
  })
  void invalidMapIsRefused(String maps, String fault) {
    assertThatThrownBy(() -> InputOptions.of(null, List.of(maps.split("\\|", -1))))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(fault);
  }

  @Test
  void mapOfAMissingColumnIsRefused() throws Exception {
    Path file = write("a.csv", "id,name\nA,one\n");
    InputOptions options = InputOptions.of(null, List.of("label=name"));
    assertThatThrownBy(() -> ReadInput.of(file, options))
        .hasMessageContaining("names the column label")
        .hasMessageContaining("id, name");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          name,units | no column indicator_id; its columns are name, units | --map COLUMN=
          id,units | no column name | --map
          id,code,name | id and code both mean indicator_id | --map id=indicator_id
          id,name,name | name and name both mean name | rename
          """)
  void unusableHeaderIsAnErrorWithAFix(String header, String fault, String fix) throws Exception {
    Path file = write("a.csv", header + "\nA,b,c\n");
    assertThatThrownBy(() -> ReadInput.of(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("a.csv")
        .hasMessageContaining(fault)
        .hasMessageContaining(fix);
  }

  @Test
  void missingFileFolderAndEmptyFileAreErrors() throws Exception {
    assertThatThrownBy(() -> ReadInput.of(folder.resolve("none.csv")))
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> ReadInput.of(folder)).hasMessageContaining("is a folder");
    assertThatThrownBy(() -> read("empty.csv", "")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> read("mark.csv", "\uFEFF")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> read("lines.csv", "\n\n")).hasMessageContaining("no header row");
  }

  @Test
  void lettersOfAnotherEncodingFarBelowAreAnErrorWithTheirLineAndEarlierRowsAreKept()
      throws Exception {
    String text = "id,name\n" + "A,one\n".repeat(200_000) + "B,d\u00E9bit\n";
    Path file = write("a.csv", text, StandardCharsets.ISO_8859_1);
    try (InputSource source = InputSource.file(file, InputOptions.NONE);
        InputRows rows = source.open()) {
      assertThat(rows.next()).isPresent();
      assertThatThrownBy(
              () -> {
                while (rows.next().isPresent()) {
                  assertThat(rows).isNotNull();
                }
              })
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("is not UTF-8: line 200002")
          .hasMessageContaining("--encoding windows-1252");
    }
  }

  @Test
  void howAFileIsReadIsToldOnce() throws Exception {
    List<String> told = new ArrayList<>();
    Path file = write("a.csv", "id;name\nA;\u00DCberschuss\n", StandardCharsets.ISO_8859_1);
    try (InputSource source = InputSource.file(file, InputOptions.NONE, told::add)) {
      assertThat(ReadInput.of(source)).isEqualTo(ReadInput.of(source));
    }
    assertThat(told)
        .containsExactly("reading " + file + " as fields between semicolons, windows-1252");
  }

  @Test
  void wrongQuotesCostTheirRowsAndTheOthersAreRead() throws Exception {
    ReadInput read =
        read("a.csv", "id,name\nA,\"one\nB,two\nC,\"three\" 3\nD,\"four\"\nE,\"five\n");
    assertThat(read.indicators()).extracting(Indicator::id).containsExactly("B", "D");
    assertThat(read.badLines())
        .containsExactly(
            "2 A: row has text behind a closing quote",
            "4 C: row has text behind a closing quote",
            "6 E: row opens a quote that is not closed");
    assertThat(read.bad().getFirst().problems().getFirst().fix()).contains("close every quote");
  }

  @Test
  void fieldThatNoRowMayHoldCostsItsRow() throws Exception {
    String huge = "x".repeat(8 * 1_048_576);
    ReadInput read = read("a.csv", "id,name\nA,one\nB," + huge + "\nC,three\n");
    assertThat(read.indicators()).extracting(Indicator::id).containsExactly("A", "C");
    assertThat(read.badLines()).containsExactly("3 B: row is longer than 8,388,608 characters");
  }

  @Test
  void headerWithAWrongQuoteIsAnErrorWithAFix() {
    assertThatThrownBy(() -> read("a.csv", "id,\"name\nA,one\n"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("the header of")
        .hasMessageContaining("line 1 opens a quote that is not closed")
        .hasMessageContaining("close every quote");
  }

  @Test
  void numbersAsIdsAndNamesKeepTheirText() throws Exception {
    ReadInput read =
        read(
            "a.jsonl",
            """
            {"id":1.10,"name":1e3}
            {"id":1.1,"name":0.10}
            {"id":1e999999999,"name":-0.0}
            {"id":007e1,"name":"x"}
            """);
    assertThat(read.indicators())
        .extracting(Indicator::id)
        .containsExactly("1.10", "1.1", "1e999999999");
    assertThat(read.indicators())
        .extracting(Indicator::name)
        .containsExactly("1e3", "0.10", "-0.0");
  }

  @Test
  void numberOfThousandsOfDigitsCostsItsPoint() throws Exception {
    String digits = "7".repeat(5_000);
    String points =
        "[{\"date\":\"2024\",\"value\":%s},{\"date\":\"2023\",\"value\":2.50}]".formatted(digits);
    ReadInput json =
        read("a.jsonl", "{\"id\":\"A\",\"name\":\"one\",\"sample_values\":" + points + "}\n");
    ReadInput csv =
        read("a.csv", "id,name,sample_values\nA,one,\"" + points.replace("\"", "\"\"") + "\"\n");
    assertThat(json.indicators()).isEqualTo(csv.indicators());
    assertThat(json.indicators().getFirst().sample())
        .extracting(Observation::value)
        .containsExactly(2.5);
    assertThat(json.good().getFirst().warnings())
        .containsExactly(
            new Problem(
                "sample_values[0]",
                "its value is not a finite number: " + "7".repeat(40) + "...; its date is kept",
                "give a plain number"));
  }

  @Test
  void carriageReturnsInJsonlAreNamed() throws Exception {
    ReadInput read =
        read("a.jsonl", "{\"id\":\"A\",\"name\":\"one\"}\r{\"id\":\"B\",\"name\":\"two\"}\r");
    assertThat(read.badLines())
        .containsExactly(
            "1 : row holds a carriage return without a line feed, and is not one JSON object");
    assertThat(read("b.jsonl", "{\"id\":\"A\",\"name\":\"one\"} {}").badLines())
        .containsExactly("1 : row is not valid JSON (more text follows the first value)");
    assertThat(read("c.jsonl", "{\"id\":\"A\"").badLines())
        .containsExactly(
            "1 : row is not valid JSON (Unexpected end-of-input: expected close marker for"
                + " Object)");
  }

  @Test
  void apostropheBeforeAFormulaIsTakenAway() throws Exception {
    ReadInput read = read("a.csv", "id,name\n'=1+1,'@x\n''-a,'tis\n");
    assertThat(read.indicators()).extracting(Indicator::id).containsExactly("=1+1", "'-a");
    assertThat(read.indicators()).extracting(Indicator::name).containsExactly("@x", "'tis");
  }

  @Test
  void blanksAroundQuotesAreIgnored() throws Exception {
    assertThat(read("a.csv", "id, \"name\"\nA, \"one, two\" \n").indicators())
        .extracting(Indicator::name)
        .containsExactly("one, two");
  }

  @Test
  void formatIsDetectedFromTheContentIfTheNameShowsNone() throws Exception {
    assertThat(read("a.txt", "id,name\nA,one\n").indicators()).hasSize(1);
    assertThat(read("b.txt", "  \n{\"id\":\"A\",\"name\":\"one\"}\n").indicators()).hasSize(1);
  }

  @Test
  void givenFormatOverridesTheName() throws Exception {
    Path file = write("a.csv", "{\"id\":\"A\",\"name\":\"one\"}\n");
    InputOptions options = InputOptions.of(InputFormat.JSONL, List.of());
    assertThat(ReadInput.of(file, options).indicators()).hasSize(1);
  }

  @Test
  void standardInputIsReadTwiceAndItsCopyRemoved() throws Exception {
    byte[] text = "id,name\nA,one\n".getBytes(StandardCharsets.UTF_8);
    InputSource source =
        InputSource.standardInput(new ByteArrayInputStream(text), InputOptions.NONE, _ -> {});
    try (source) {
      assertThat(ReadInput.of(source)).isEqualTo(ReadInput.of(source));
      assertThat(ReadInput.of(source).good().getFirst().location()).hasToString("stdin:2");
    }
    assertThatThrownBy(source::open).hasMessageContaining("does not exist");
  }

  private ReadInput read(String name, String content) throws IOException {
    return ReadInput.of(write(name, content));
  }

  private Path write(String name, String content) throws IOException {
    return write(name, content, StandardCharsets.UTF_8);
  }

  private Path write(String name, String content, Charset charset) throws IOException {
    return Files.writeString(folder.resolve(name), content, charset);
  }
}
