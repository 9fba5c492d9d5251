package dev.classify.store.results;

import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.classified;
import static dev.classify.store.TestRows.decided;
import static dev.classify.store.TestRows.indicator;
import static dev.classify.store.TestRows.rejected;
import static dev.classify.store.TestRows.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.taxonomy.AnswerField;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResultsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Results results;
  private Job job;

  @BeforeEach
  void classifyThreeRows() throws SQLException {
    results = new Results(DATABASE.dataSource());
    job = TestRows.open(DATABASE.dataSource(), "job");
    store(
        DATABASE.dataSource(),
        batch(job, "first"),
        classified("b", "Exports"),
        classified("B", "Imports"),
        classified("a", "Interest rate"),
        rejected("c", "Prices", "no"),
        rejected("C", "Wages", "no"));
    DATABASE.execute(
        """
        update classifications set currency = null, family = 'price-value', indicator_type = 'rate',
               unit_type = 'percentage', confidence = 0.5, job_id = 'other'
         where indicator_id = 'a'
        """);
  }

  @Test
  void columnsOfAResultAreTheFieldsOfTheSchemeBetweenIndicatorAndOrigin() {
    assertThat(ResultColumn.ALL.stream().map(ResultColumn::column).collect(Collectors.joining(",")))
        .isEqualTo(
            "indicator_id,name,unit_type,scale,currency,is_currency_denominated,"
                + "reporting_frequency,time_basis,is_cumulative,cumulative_pattern_type,family,"
                + "indicator_type,temporal_aggregation,heat_map_orientation,confidence,reasoning,"
                + "decided_by,seasonal_adjustment,price_basis,base_period,transformation,"
                + "reference_area,sector,denominator,sdmx_freq,sdmx_unit_mult,sdmx_unit_measure,"
                + "sdmx_adjustment,sdmx_prices,sdmx_transformation,sdmx_ref_area,attributes,"
                + "provider,model,taxonomy_version,rules_version,answer_version,"
                + "content_hash,job_id,generation,round,batch_key,worker,classified_at,"
                + "reviewed_by");
  }

  @Test
  void resultHoldsEveryColumnWithItsType() throws SQLException {
    Result result = read(ResultFilter.of(List.of("b"))).getFirst();
    assertThat(result.values().keySet()).containsExactlyInAnyOrderElementsOf(ResultColumn.ALL);
    assertThat(result.text(ResultColumn.NAME)).isEqualTo("Exports");
    assertThat(result.text(AnswerField.CURRENCY)).isEqualTo("EUR");
    assertThat(result.values().get(ResultColumn.CONFIDENCE)).isEqualTo(0.75);
    assertThat(result.values().get(new ResultColumn("is_cumulative"))).isEqualTo(true);
    assertThat(result.values().get(new ResultColumn("generation"))).isEqualTo(1);
    assertThat(result.values().get(ResultColumn.DECIDED_BY)).isInstanceOf(JsonNode.class);
    assertThat(Instant.parse(result.text(ResultColumn.CLASSIFIED_AT))).isBefore(Instant.now());
    assertThat(result.text(new ResultColumn("reviewed_by"))).isEmpty();
  }

  @Test
  void resultsComeInTheOrderOfTheCodePointsOfTheirIds() throws SQLException {
    assertThat(ids(ResultFilter.of(List.of()))).containsExactly("B", "a", "b");
  }

  @Test
  void everyFilterKeepsTheRowsThatMatch() throws SQLException {
    assertThat(ids(filter("other", null, null, null, null, null, null, 0))).containsExactly("a");
    assertThat(ids(filter(null, "price-value", null, null, null, null, null, 0)))
        .containsExactly("a");
    assertThat(ids(filter(null, null, "flow", null, null, null, null, 0)))
        .containsExactly("B", "b");
    assertThat(ids(filter(null, null, null, "percentage", null, null, null, 0)))
        .containsExactly("a");
    assertThat(ids(filter(null, null, null, null, "EUR", null, null, 0))).containsExactly("B", "b");
    assertThat(ids(filter(null, null, null, null, null, "PORTS", null, 0)))
        .as("in the name")
        .containsExactly("B", "b");
    assertThat(ids(filter(null, null, null, null, null, "A", null, 0)))
        .as("in id or name")
        .containsExactly("a");
    assertThat(ids(filter(null, null, null, null, null, null, 0.75, 0))).containsExactly("a");
    assertThat(ids(filter(null, null, "flow", null, "EUR", "imp", 0.8, 0))).containsExactly("B");
    assertThat(ids(filter(null, null, null, null, null, null, null, 2))).containsExactly("B", "a");
    assertThat(ids(ResultFilter.of(List.of("b", "unknown")))).containsExactly("b");
  }

  @Test
  void moreRowsThanOneFetchAreReadAndCounted() throws SQLException {
    DATABASE.execute(
        """
        insert into classifications
        select (jsonb_populate_record(c, jsonb_build_object('indicator_id', 'n' || n))).*
          from classifications c, generate_series(1, 1200) n where indicator_id = 'b'
        """);
    List<Result> read = new ArrayList<>();
    assertThat(results.each(ResultFilter.of(List.of()), read::add)).isEqualTo(1_203);
    assertThat(read).hasSize(1_203);
  }

  @Test
  void extraColumnsOfTheAnswersThatMatchAreExported() throws SQLException {
    store(
        DATABASE.dataSource(),
        batch(TestRows.open(DATABASE.dataSource(), "extra"), "extra"),
        classified(
            indicator("x", "Stocks", Map.of("Desk", "Metals", "Region", "North")), decided("")),
        classified(indicator("y", "Flows", Map.of("Note", "=1+1")), decided("")));
    ResultFilter both = ResultFilter.of(List.of("x", "y"));
    assertThat(results.exported(both, false))
        .startsWith(ResultColumn.ALL.toArray(ResultColumn[]::new))
        .extracting(ResultColumn::column)
        .endsWith("reviewed_by", "extra.Desk", "extra.Note", "extra.Region");
    List<ResultColumn> columns = results.exported(ResultFilter.of(List.of("x")), true);
    assertThat(columns)
        .extracting(ResultColumn::column)
        .endsWith("source.sample_values", "extra.Desk", "extra.Region");
    List<Result> read = new ArrayList<>();
    results.each(both, columns, read::add);
    assertThat(read)
        .extracting(result -> result.text(new ResultColumn("extra.Desk")))
        .containsExactly("Metals", "");
    assertThat(results.exported(ResultFilter.of(List.of("b")), false)).isEqualTo(ResultColumn.ALL);
  }

  @Test
  void faultOfTheReaderEndsTheReading() {
    assertThatThrownBy(
            () ->
                results.each(
                    ResultFilter.of(List.of()),
                    _ -> {
                      throw new IllegalStateException("the disk is full");
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void answersOfAJobAreFoundAfterTheyWereReplaced() throws SQLException {
    Job other = TestRows.open(DATABASE.dataSource(), "later");
    store(
        DATABASE.dataSource(),
        batch(other, "later"),
        classified("b", "Exports of goods"),
        rejected("B", "Imports of goods", "no"));
    List<Result> ofJob = new ArrayList<>();
    results.eachOfJob("job", List.of("b", "B", "c", "unknown"), ofJob::add);
    assertThat(ofJob)
        .extracting(result -> result.text(ResultColumn.REASONING))
        .containsExactlyInAnyOrder("reasoning for Exports", "reasoning for Imports");
    assertThat(ofJob).extracting(result -> result.text(ResultColumn.NAME)).containsOnly("");

    List<Result> ofLater = new ArrayList<>();
    results.eachOfJob("later", List.of("b", "B"), ofLater::add);
    assertThat(ofLater)
        .extracting(result -> result.text(ResultColumn.INDICATOR_ID))
        .containsExactly("b");
  }

  @Test
  void rejectionsAreListedByJob() throws SQLException {
    assertThat(results.rejections(null, 0))
        .containsExactly(
            new Results.Rejection("C", "model", "no", "job"),
            new Results.Rejection("c", "model", "no", "job"));
    assertThat(results.rejections("job", 1)).hasSize(1);
    assertThat(results.rejections("other", 0)).isEmpty();
  }

  private List<String> ids(ResultFilter filter) throws SQLException {
    return read(filter).stream().map(result -> result.text(ResultColumn.INDICATOR_ID)).toList();
  }

  private List<Result> read(ResultFilter filter) throws SQLException {
    List<Result> read = new ArrayList<>();
    results.each(filter, read::add);
    return read;
  }

  private static ResultFilter filter(
      @Nullable String jobId,
      @Nullable String family,
      @Nullable String indicatorType,
      @Nullable String unitType,
      @Nullable String currency,
      @Nullable String text,
      @Nullable Double confidenceBelow,
      int rowsMax) {
    return new ResultFilter(
        List.of(),
        jobId,
        family,
        indicatorType,
        unitType,
        currency,
        text,
        confidenceBelow,
        rowsMax);
  }
}
