package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// What is stored can be seen, filtered, and taken away whole.
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultsIT {

  /// The output fields (docs/scheme.md 1.2), between what identifies a row and its origin.
  private static final String COLUMNS =
      "indicator_id,name,unit_type,scale,currency,is_currency_denominated,reporting_frequency,"
          + "time_basis,is_cumulative,cumulative_pattern_type,family,indicator_type,"
          + "temporal_aggregation,heat_map_orientation,confidence,reasoning,decided_by,"
          + "seasonal_adjustment,price_basis,base_period,transformation,reference_area,sector,"
          + "denominator,sdmx_freq,sdmx_unit_mult,sdmx_unit_measure,sdmx_adjustment,sdmx_prices,"
          + "sdmx_transformation,sdmx_ref_area,attributes,provider,model,"
          + "taxonomy_version,rules_version,answer_version,content_hash,job_id,generation,round,"
          + "batch_key,worker,classified_at,reviewed_by";

  private final EmbeddedStack stack;
  private Path folder;
  private List<List<String>> samples;

  ResultsIT(EmbeddedStack stack) {
    this.stack = stack;
  }

  /// As a user of a cluster does it: import first, then run without a file.
  @BeforeAll
  void classifyTheSamples(@TempDir Path folder) throws Exception {
    this.folder = folder;
    samples = Samples.fields(Samples.FILE);
    BuiltProgram.Result imported = stack.local("import", Samples.FILE.toString());
    assertThat(imported.exit()).as(imported.err()).isZero();
    assertThat(imported.out()).contains(rows() + " rows imported");
    BuiltProgram.Result run = stack.local("run", "--job", "samples");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("samples, source_indicators", "classified  " + rows());
    assertThat(run.out() + run.err()).doesNotContain("\u001b", "\r");
  }

  @Test
  void filtersKeepExactlyTheRowsThatMatchThemAll() throws Exception {
    assertFound(
        "family = 'price-value' and indicator_type = 'rate' and unit_type = 'percentage'"
            + " and job_id = 'samples'",
        "--family=price-value",
        "--type=rate",
        "--unit-type=percentage",
        "--job=samples");
    assertFound("currency = 'EUR'", "--currency=EUR");
    assertFound(
        "(indicator_id ilike '%RATE%' or name ilike '%RATE%') and confidence < 0.99",
        "--search=rAtE", "--below=0.99");
    assertThat(results("--limit", "3")).hasSize(3);
    assertThat(stack.local("results", "--family", "nonsense").out())
        .contains("no classification matches");
    assertThat(stack.local("results", "--rejected").out()).contains("nothing is rejected");
  }

  @Test
  void storedAnswerIsExplainedWithItsEvidence() throws Exception {
    String id = sampleIds().getFirst();
    BuiltProgram.Result table = stack.local("explain", id);
    assertThat(table.exit()).as(table.err()).isZero();
    assertThat(table.out()).startsWith(id).contains("stored: confidence", "rules (rule)", "won ");

    JsonNode json =
        new ObjectMapper().readTree(stack.local("explain", id, "--output", "json").out());
    assertThat(json.at("/stored/confidence").asDouble())
        .isEqualTo(json.at("/rules/confidence").asDouble());
    assertThat(json.at("/stored/reasoning")).isEqualTo(json.at("/rules/reasoning"));

    BuiltProgram.Result unknown = stack.local("explain", "NO.SUCH");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("no indicator NO.SUCH is stored");
  }

  @Test
  void exportHoldsEveryRowAndFieldInTheOrderOfTheIds() throws Exception {
    Path csv = export("csv");
    Path jsonl = export("jsonl");
    List<List<String>> records = Samples.fields(csv);
    assertThat(String.join(",", records.getFirst())).isEqualTo(COLUMNS);
    List<String> ids = records.stream().skip(1).map(List::getFirst).toList();
    assertThat(ids).isEqualTo(sampleIds());

    List<String> lines = Files.readAllLines(jsonl);
    assertThat(lines).hasSize(rows());
    for (int row = 0; row < rows(); row++) {
      assertThat(fields(lines.get(row))).isEqualTo(fields(records.get(row + 1)));
    }
    assertThat(Files.readString(csv))
        .isEqualTo(stack.local("export", "--format", "csv", "--spreadsheet").out());
  }

  @Test
  void parquetFileHasTypesAndTheColumnsOfTheSource() throws Exception {
    Path file = folder.resolve("answers.parquet");
    BuiltProgram.Result ended = stack.local("export", "--with-source", "--to", file.toString());
    assertThat(ended.exit()).as(ended.err()).isZero();

    List<String> ids = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
        RowReader row = reader.rowReader()) {
      assertThat(reader.getFileSchema().getColumns())
          .extracting(column -> column.name())
          .containsAll(List.of(COLUMNS.split(",", -1)))
          .contains("source.units", "source.sample_values");
      while (row.hasNext()) {
        row.next();
        ids.add(row.getString("indicator_id"));
        assertThat(row.getDouble("confidence")).isBetween(0.0, 1.0);
        assertThat(row.getTimestamp("classified_at")).isBefore(Instant.now());
      }
    }
    assertThat(ids).isEqualTo(sampleIds());
  }

  @Test
  void failedExportLeavesNothingAndKeepsTheFileOfBefore() throws Exception {
    Path place = Files.createDirectory(folder.resolve("exports"));
    Path before = Files.writeString(place.resolve("before.csv"), "of before");
    stack.execute("alter table classifications rename column worker to gone");
    try {
      assertFails(place.resolve("new.csv"));
      assertFails(before);
    } finally {
      stack.execute("alter table classifications rename column gone to worker");
    }
    assertThat(before).hasContent("of before");
    assertThat(place).isDirectoryNotContaining(file -> !file.equals(before));

    assertThat(stack.local("export", "--to", before.toString()).exit()).isZero();
    assertThat(Samples.fields(before)).hasSize(rows() + 1);
  }

  @Test
  void statusOfTheClusterTellsOfItsJobs() throws Exception {
    BuiltProgram cluster = stack.asCluster();
    BuiltProgram.Result all = cluster.call("status");
    assertThat(all.exit()).as(all.err()).isZero();
    assertThat(all.out()).contains("samples", "complete", "source_indicators");

    JsonNode job =
        new ObjectMapper().readTree(cluster.call("status", "samples", "--output", "json").out());
    assertThat(job.at("/0/rows").asInt()).isEqualTo(rows());
    assertThat(job.at("/0/stored_by_worker/worker/classified").asInt()).isEqualTo(rows());

    BuiltProgram.Result unknown = cluster.call("status", "no-such-job");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no job no-such-job");
  }

  private void assertFound(String where, String... options) throws Exception {
    String ids =
        stack.text(
            "select string_agg(indicator_id, ' ' order by indicator_id collate \"C\")"
                + " from classifications where "
                + where);
    assertThat(results(options))
        .isNotEmpty()
        .extracting(row -> row.get("indicator_id").asText())
        .containsExactly(ids.split(" ", -1));
  }

  private void assertFails(Path file) throws Exception {
    BuiltProgram.Result ended = stack.local("export", "--to", file.toString());
    assertThat(ended.exit()).isOne();
    assertThat(ended.err()).doesNotContain("\tat ", "rows written").isNotBlank();
  }

  private Path export(String format) throws Exception {
    Path file = folder.resolve("answers." + format);
    BuiltProgram.Result ended = stack.local("export", "--format", format, "--to", file.toString());
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains(rows() + " rows written");
    return file;
  }

  private JsonNode results(String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("results", "--output", "json"));
    words.addAll(List.of(options));
    BuiltProgram.Result ended = stack.local(words.toArray(String[]::new));
    assertThat(ended.exit()).as(ended.err()).isZero();
    return new ObjectMapper().readTree(ended.out());
  }

  private List<String> sampleIds() {
    return samples.stream().skip(1).map(List::getFirst).sorted().toList();
  }

  private int rows() {
    return samples.size() - 1;
  }

  private static Map<String, String> fields(List<String> record) {
    Map<String, String> fields = new TreeMap<>();
    List<String> columns = List.of(COLUMNS.split(",", -1));
    for (int i = 0; i < columns.size(); i++) {
      fields.put(columns.get(i), record.get(i));
    }
    return fields;
  }

  /// The fields of a JSON line; null is what an empty field is in CSV.
  private static Map<String, String> fields(String line) throws Exception {
    Map<String, String> fields = new TreeMap<>();
    new ObjectMapper()
        .readTree(line)
        .properties()
        .forEach(field -> fields.put(field.getKey(), text(field.getValue())));
    return fields;
  }

  /// As a cell holds it: an object as JSON.
  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.isObject() ? value.toString() : value.asText();
  }
}
