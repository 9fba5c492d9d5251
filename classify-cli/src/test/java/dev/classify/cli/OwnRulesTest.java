package dev.classify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.exit.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands with a folder of rule tables in `CLASSIFY_RULES`.
class OwnRulesTest {

  private static final String TERMS =
      """
      # Terms of our own series.
      term,where,weight,nature,unit,orientation
      %s
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;
  private Path rules;
  private Path input;

  @BeforeEach
  void writeInput() throws IOException {
    rules = Files.createDirectory(folder.resolve("rules"));
    input = folder.resolve("in.csv");
    Files.writeString(
        input,
        """
        indicator_id,name,units,periodicity
        A,Barge slot certificates,USD mn,Monthly
        B,GDP,USD bn,Annual
        """);
  }

  @Test
  void addedTermDecidesWhatIsMeasured() throws IOException {
    assertThat(explain("A")).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).doesNotContain("barge slot");

    Files.writeString(
        rules.resolve("terms.csv"),
        TERMS.formatted("barge slot certificate*,title,7,stock,money,lower"));
    assertThat(explain("A")).isEqualTo(ExitCode.DONE);
    assertThat(text(out))
        .contains("'barge slot certificate' in money is physical-fundamental/stock")
        .contains("'barge slot certificate' is lower-is-positive");
  }

  @Test
  void rowWithAShippedTermReplacesIt() throws IOException {
    Files.writeString(
        rules.resolve("terms.csv"), TERMS.formatted("gdp,title,5,flow,money,neutral"));

    assertThat(explain("B")).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).contains("'gdp' is neutral").doesNotContain("'gdp' is higher");
  }

  @Test
  void mistakeInATableNamesFileLineColumnAndFix() throws IOException {
    Path terms = rules.resolve("terms.csv");
    Files.writeString(terms, TERMS.formatted("barge slot*,title,7,stok,money,lower"));

    assertThat(explain("A")).isEqualTo(ExitCode.USAGE);
    assertThat(text(err))
        .contains(terms + ":3: column nature 'stok' is unknown")
        .contains("fix: use none, flow, component, stock,");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void fileThatIsNotATableIsRefused() throws IOException {
    Files.writeString(rules.resolve("term.csv"), TERMS.formatted(""));
    Files.writeString(rules.resolve(".hidden"), "ignored");

    assertThat(explain("A")).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("term.csv is not a rule table", "fix: rename it to one of");
  }

  @Test
  void missingFolderIsRefused() throws IOException {
    Files.delete(rules);

    assertThat(explain("A")).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("CLASSIFY_RULES cannot be read", "fix: name a folder");
  }

  @Test
  void tableThatIsNotUtf8IsRefused() throws IOException {
    Files.writeString(
        rules.resolve("terms.csv"),
        TERMS.formatted("zölle,title,7,flow,money,neutral"),
        StandardCharsets.ISO_8859_1);

    assertThat(explain("A")).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("terms.csv is not UTF-8");
  }

  private int explain(String id) {
    out.reset();
    return Main.run(
        new String[] {"explain", id, "--input", input.toString()},
        Map.of("CLASSIFY_RULES", rules.toString()),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
