package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ConsistencyMatrix;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.TimeBasis;
import dev.classify.taxonomy.UnitType;
import dev.classify.taxonomy.VocabularyTerm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Real rows of data providers, and invented rows that are as difficult as possible.
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
class RealDataIT {

  private static final int REAL_ROWS = 1_912;
  private static final long GIBIBYTE = 1L << 30;

  @TempDir private Path folder;

  private final EmbeddedStack stack;

  RealDataIT(EmbeddedStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void clear() throws Exception {
    stack.clear();
  }

  @Test
  void everyRealRowIsClassifiedOnceInLessThanOneGibibyte() throws Exception {
    Path input = copy("indicators-real.csv");
    BuiltProgram.RunningCommand run = stack.program().start(command(input));
    long peak = ResidentMemory.peakBytes(run.process().toHandle(), stack.supervisor());
    JsonNode first = summary(run.await(), 0);
    System.out.printf(
        "real rows: %.0f per second, at most %d MiB resident in all processes%n",
        first.get("per_minute").asDouble() / 60, peak >> 20);
    assertThat(peak).isLessThan(GIBIBYTE);
    assertThat(first.get("rows").asInt()).isEqualTo(REAL_ROWS);
    assertThat(first.get("classified").asInt()).isEqualTo(REAL_ROWS);
    assertThat(stack.number("select count(*) from classifications")).isEqualTo(REAL_ROWS);

    JsonNode second = summary(stack.program().call(command(input)), 0);
    assertThat(second.get("classified").asInt()).isZero();
    assertThat(second.get("unchanged").asInt()).isEqualTo(REAL_ROWS);
    assertThat(stack.number("select count(*) from classification_attempts")).isEqualTo(REAL_ROWS);

    assertConsistent(REAL_ROWS);
  }

  @Test
  void hardRowsAreClassifiedOrListedAsTheirNotesSay() throws Exception {
    Path input = copy("indicators-hard.csv");
    JsonNode summary = summary(stack.program().call(command(input)), 1);
    assertThat(summary.get("rows").asInt()).isEqualTo(67);
    assertThat(summary.get("classified").asInt()).isEqualTo(63);
    assertThat(summary.get("unusable").asInt()).isEqualTo(4);
    assertThat(summary.get("not_done").asInt()).isZero();

    List<List<String>> listed = Samples.fields(Path.of(summary.get("reject_file").asText()));
    assertThat(listed)
        .filteredOn(row -> row.get(4).equals("error"))
        .extracting(row -> row.get(2) + " " + row.get(3))
        .containsExactly(
            "HARD.033 indicator_id", "HARD.033 indicator_id", "HARD.065 name", " indicator_id");
    assertConsistent(63);
  }

  /// The reject file is written beside the input, so the test uses a copy.
  private Path copy(String name) throws Exception {
    return Files.copy(ExternalData.file(name), folder.resolve(name));
  }

  private static String[] command(Path input) {
    return new String[] {"local", "run", input.toString(), "--output", "json"};
  }

  private static JsonNode summary(BuiltProgram.Result ended, int exit) throws Exception {
    assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
    return new ObjectMapper().readTree(ended.out());
  }

  /// Rebuilds every answer from an export and checks its consistency.
  private void assertConsistent(int rows) throws Exception {
    Path export = folder.resolve("answers.jsonl");
    BuiltProgram.Result ended =
        stack.local("export", "--format", "jsonl", "--to", export.toString());
    assertThat(ended.exit()).as(ended.err()).isZero();
    List<String> lines = Files.readAllLines(export);
    assertThat(lines).hasSize(rows);
    for (String line : lines) {
      JsonNode row = new ObjectMapper().readTree(line);
      Classification answer = classification(row);
      assertThat(ConsistencyMatrix.check(answer)).as(line).isEmpty();
      assertThat(row.get("is_cumulative").asBoolean()).isEqualTo(answer.cumulative());
      assertThat(row.get("is_currency_denominated").asBoolean())
          .isEqualTo(answer.currencyDenominated());
    }
  }

  private static Classification classification(JsonNode row) {
    return new Classification(
        term(UnitType.class, row, "unit_type"),
        term(Scale.class, row, "scale"),
        row.get("currency").isNull() ? null : row.get("currency").asText(),
        term(ReportingFrequency.class, row, "reporting_frequency"),
        term(TimeBasis.class, row, "time_basis"),
        term(CumulativePattern.class, row, "cumulative_pattern_type"),
        term(Family.class, row, "family"),
        term(IndicatorType.class, row, "indicator_type"),
        term(TemporalAggregation.class, row, "temporal_aggregation"),
        term(HeatMapOrientation.class, row, "heat_map_orientation"),
        row.get("confidence").asDouble(),
        row.get("reasoning").asText());
  }

  private static <T extends Enum<T> & VocabularyTerm> T term(
      Class<T> vocabulary, JsonNode row, String column) {
    return VocabularyTerm.find(vocabulary, row.get(column).asText()).orElseThrow();
  }
}
