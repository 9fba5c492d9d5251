package dev.classify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.evaluate.LabelField;
import dev.classify.exit.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class EvaluateTest {

  private static final Path SAMPLES = Path.of("..", "samples");
  private static final String LABELS = SAMPLES.resolve("labels.csv").toString();
  private static final String INDICATORS = SAMPLES.resolve("indicators.csv").toString();
  private static final String GOLD =
      """
      indicator_id,unit_type,currency,doubt
      A,percentage,,
      B,currency-amount,EUR,could be a price
      """;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void rulesAreHeldAgainstTheSamplesWithNothingRunning() throws IOException {
    int exit = run("evaluate", LABELS, "--input", INDICATORS, "--output", "json");

    assertThat(exit).as(text(err)).isEqualTo(ExitCode.DONE);
    JsonNode json = json();
    assertThat(json.get("labelled").asInt()).isEqualTo(129);
    JsonNode run = json.get("runs").get(0);
    assertThat(run.get("name").asText()).startsWith("rules ");
    assertThat(run.get("answers")).hasSize(129);
    for (LabelField field : LabelField.all()) {
      assertThat(run.at("/all/fields/" + field.column() + "/accuracy/share").asDouble())
          .as(field.column())
          .isBetween(0.5, 1.0);
    }
    assertThat(run.at("/certain/indicators").asInt()).isBetween(1, 128);
  }

  @Test
  void tableNamesEveryFieldAndTheIntervals() {
    assertThat(run("evaluate", LABELS, "--input", INDICATORS)).isEqualTo(ExitCode.DONE);
    assertThat(text(out))
        .contains("129 of 129 labelled indicators have an answer", "macro F1", "calibration error");
    LabelField.all().forEach(field -> assertThat(text(out)).contains(field.column()));
  }

  @Test
  void labelledAttributesAreCountedApartFromTheFields() throws IOException {
    Path gold = folder.resolve("gold.csv");
    Files.writeString(
        gold,
        """
        indicator_id,unit_type,seasonal_adjustment,reference_area
        A,index,seasonally-adjusted,JP
        B,index,none,none
        C,index,,DE
        D,index,seasonally-adjusted,Germany
        """);
    Path input = folder.resolve("rows.csv");
    Files.writeString(
        input,
        """
        indicator_id,name,units
        A,"Japan - Industrial production, seasonally adjusted",2015=100
        B,"Industrial production, seasonally adjusted",2015=100
        C,Industrial production,2015=100
        """);
    int exit = run("evaluate", gold.toString(), "--input", input.toString(), "--output", "json");

    assertThat(exit).as("a bad label").isEqualTo(ExitCode.PARTIAL);
    assertThat(text(err)).contains("gold.csv:5", "reference_area has no value Germany");
    JsonNode all = json().at("/runs/0/all");
    assertThat(all.at("/attributes/seasonal_adjustment"))
        .hasToString("{\"labelled\":2,\"stated\":1,\"right\":1,\"wrong\":1,\"missed\":0}");
    assertThat(all.at("/attributes/reference_area"))
        .hasToString("{\"labelled\":3,\"stated\":2,\"right\":2,\"wrong\":0,\"missed\":1}");
    assertThat(all.at("/all_right/share").asDouble()).isEqualTo(1);
    assertThat(json().at("/bad_labels/0/column").asText()).isEqualTo("reference_area");

    out.reset();
    assertThat(run("evaluate", gold.toString(), "--input", input.toString()))
        .isEqualTo(ExitCode.PARTIAL);
    assertThat(text(out)).containsPattern("reference_area +3 +2 +2 +0 +1");
  }

  @Test
  void thresholdOfATargetComesWithItsBoundAndCoverage() throws IOException {
    int exit = run("evaluate", LABELS, "--input", INDICATORS, "--target-precision", "0.85");
    assertThat(exit).as(text(out)).isEqualTo(ExitCode.DONE);
    assertThat(text(out))
        .containsPattern("target +85\\.0 % of the fields right: reached from a confidence of 0")
        .containsPattern("coverage +\\d+ of 129 answers")
        .contains("with 95 % certainty at least");

    out.reset();
    run(
        "evaluate",
        LABELS,
        "--input",
        INDICATORS,
        "--target-precision",
        "0.85",
        "--output",
        "json");
    JsonNode target = json().get("runs").get(0).get("target");
    assertThat(target.get("reached").asBoolean()).isTrue();
    assertThat(target.get("right_bound_95").asDouble())
        .isGreaterThanOrEqualTo(0.85)
        .isLessThan(target.get("right").asDouble());
  }

  @Test
  void targetThatNoThresholdReachesFails() throws IOException {
    String[] command = {"evaluate", LABELS, "--input", INDICATORS, "--target-precision"};
    assertThat(run(Stream.concat(Stream.of(command), Stream.of("0.97"))))
        .isEqualTo(ExitCode.PARTIAL);
    assertThat(text(out)).contains("no threshold reaches it with certainty", "fix ");
    out.reset();
    assertThat(run(Stream.concat(Stream.of(command), Stream.of("0.99"))))
        .isEqualTo(ExitCode.PARTIAL);
    assertThat(text(out)).contains("129 labelled rows", "it takes 299");
  }

  @Test
  void pageIsWholeByItselfAndHoldsEveryField() throws Exception {
    Path page = folder.resolve("page.html");

    int exit = run("evaluate", LABELS, "--input", INDICATORS, "--html", page.toString());

    assertThat(exit).as(text(err)).isEqualTo(ExitCode.DONE);
    String html = Files.readString(page);
    Document document = parsed(html);
    List<Element> elements = elements(document);
    for (LabelField field : LabelField.all()) {
      assertThat(elements)
          .as(field.column())
          .anyMatch(element -> element.getAttribute("id").equals("run1-" + field.column()));
    }
    assertThat(elements).noneMatch(element -> element.getTagName().equals("script"));
    assertThat(elements).noneMatch(element -> element.hasAttribute("src"));
    assertThat(elements)
        .filteredOn(element -> element.hasAttribute("href"))
        .allMatch(element -> element.getAttribute("href").startsWith("#"));
    assertThat(html).doesNotContain("http:", "https:", "@import", "url(");
    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(2);
  }

  @Test
  void pageShowsWhatFilesHoldAsTextOnly() throws Exception {
    Path gold = file("a&b.csv", GOLD.replace("A,", "<script>alert('1')</script>\u0001,"));
    Path answers =
        file("answers.csv", "indicator_id,unit_type\n<script>alert('1')</script>\u0001,a&b\n");
    Path page = folder.resolve("page.html");

    run("evaluate", gold.toString(), "--results", answers.toString(), "--html", page.toString());

    String html = Files.readString(page);
    assertThat(elements(parsed(html))).noneMatch(one -> one.getTagName().equals("script"));
    assertThat(html).contains("a&amp;b");
  }

  @Test
  void badLabelIsReportedWithItsLineAndFixAndSkipped() throws Exception {
    Path gold = file("gold.csv", GOLD + "C,percent,,\nD,,,\n");
    Path answers = file("answers.csv", "indicator_id,unit_type\nA,percentage\nB,percentage\n");

    int exit = run("evaluate", gold.toString(), "--results", answers.toString());

    assertThat(exit).isEqualTo(ExitCode.PARTIAL);
    assertThat(text(err))
        .contains(gold + ":4: unit_type has no value percent; fix: write one of ", "percentage")
        .contains(gold + ":5: unit_type is empty; fix: ");
    assertThat(text(out)).contains("2 of 2 labelled indicators have an answer");
  }

  @Test
  void exportsOfBothFormatsAreReadAlike() throws Exception {
    Path gold = file("gold.csv", GOLD);
    Path csv =
        file(
            "answers.csv",
            """
            indicator_id,unit_type,currency,confidence
            A,percentage,,0.9
            B,index,EUR,0.6
            """);
    Path jsonl =
        file(
            "answers.jsonl",
            """
            {"indicator_id":"A","unit_type":"percentage","currency":null,"confidence":0.9}
            {"indicator_id":"B","unit_type":"index","currency":"EUR","confidence":0.6}
            """);

    for (Path answers : List.of(csv, jsonl)) {
      out.reset();
      int exit =
          run("evaluate", gold.toString(), "--results", answers.toString(), "--output", "json");
      assertThat(exit).as(text(err)).isEqualTo(ExitCode.DONE);
      JsonNode fields = json().get("runs").get(0).at("/all/fields");
      assertThat(fields.at("/unit_type/accuracy/right").asInt()).isEqualTo(1);
      assertThat(fields.at("/unit_type/confusions/currency-amount/index").asInt()).isEqualTo(1);
      assertThat(fields.at("/currency/accuracy/right").asInt()).isEqualTo(2);
    }
  }

  @Test
  void labelledRowWithoutAnAnswerIsNamed() throws Exception {
    Path gold = file("gold.csv", GOLD);
    Path answers = file("answers.csv", "indicator_id,unit_type,currency\nA,percentage,\n");

    assertThat(run("evaluate", gold.toString(), "--results", answers.toString()))
        .isEqualTo(ExitCode.PARTIAL);
    assertThat(text(out)).contains("without one, in no figure below: B");
  }

  @Test
  void comparisonIsAGate() throws Exception {
    String gold = file("gold.csv", GOLD).toString();
    String good =
        file("good.csv", "indicator_id,unit_type\nA,percentage\nB,currency-amount\n").toString();
    String bad = file("bad.csv", "indicator_id,unit_type\nA,percentage\nB,index\n").toString();

    assertThat(run("evaluate", gold, "--compare", good, good)).isEqualTo(ExitCode.DONE);
    assertThat(run("evaluate", gold, "--compare", bad, good)).isEqualTo(ExitCode.DONE);
    out.reset();
    assertThat(run("evaluate", gold, "--compare", good, bad)).isEqualTo(ExitCode.PARTIAL);
    assertThat(text(out)).contains("worse by more than 1.0 points: unit_type");
    assertThat(run("evaluate", gold, "--compare", good, bad, "--margin", "50"))
        .isEqualTo(ExitCode.DONE);
    out.reset();
    run("evaluate", gold, "--compare", good, bad, "--output", "json");
    assertThat(json().isObject()).isTrue();
  }

  @Test
  void evaluationCanBeComparedWithALaterOne() throws Exception {
    run("evaluate", LABELS, "--input", INDICATORS, "--output", "json");
    String before = file("before.json", text(out)).toString();

    assertThat(run("evaluate", LABELS, "--compare", before, before))
        .as(text(err))
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void invalidCommandIsAUsageError() throws Exception {
    String gold = file("gold.csv", GOLD).toString();

    for (List<String> options :
        List.of(
            List.of("--compare", gold),
            List.of("--compare", gold, gold, "--margin", "-1"),
            List.of("--compare", gold, gold, "--html", "page.html"),
            List.of("--threshold", "2"),
            List.of("--target-precision", "95"),
            List.of("--compare", gold, gold, "--target-precision", "0.9"),
            List.of("--results", gold, "--job", "x"),
            List.of("--results", "no-such-file.csv"),
            List.of("--compare", "no-such-file.csv", gold),
            List.of("--provider", "openai"),
            List.of("--input", INDICATORS, "--provider", "rules"),
            List.of("--input", INDICATORS, "--per-request", "5"),
            List.of("--input", INDICATORS, "--provider", "openai", "--per-request", "0,5"),
            List.of("--input", INDICATORS, "--provider", "openai"))) {
      err.reset();
      assertThat(run(Stream.concat(Stream.of("evaluate", gold), options.stream())))
          .as(options + ": " + text(err))
          .isEqualTo(ExitCode.USAGE);
    }
  }

  @Test
  void inputWithoutAnIdColumnIsReportedWithAFix() throws Exception {
    String gold = file("gold.csv", GOLD).toString();
    String input = file("rows.csv", "key,name\nA,Exports\n").toString();

    assertThat(run("evaluate", gold, "--input", input)).isEqualTo(ExitCode.USAGE);
    assertThat(text(err))
        .contains("rows.csv has no column indicator_id; its columns are key, name")
        .contains("fix: rename one of them to indicator_id, or");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(text(out));
  }

  private static Document parsed(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> elements(Document document) {
    var all = document.getElementsByTagName("*");
    return Stream.iterate(0, i -> i < all.getLength(), i -> i + 1)
        .map(all::item)
        .map(Element.class::cast)
        .toList();
  }

  private int run(Stream<String> args) {
    return run(args.toArray(String[]::new));
  }

  private int run(String... args) {
    return Main.run(
        args,
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
