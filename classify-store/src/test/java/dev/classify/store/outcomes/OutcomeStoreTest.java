package dev.classify.store.outcomes;

import static dev.classify.store.TestRows.OTHER_VERSION;
import static dev.classify.store.TestRows.VERSION;
import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.classified;
import static dev.classify.store.TestRows.decided;
import static dev.classify.store.TestRows.indicator;
import static dev.classify.store.TestRows.opening;
import static dev.classify.store.TestRows.rejected;
import static dev.classify.store.TestRows.standIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.indicator.Indicator;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.AttributeValue;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.Outcome;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.Tally;
import dev.classify.store.outcomes.OutcomeStore.StoredBatch;
import dev.classify.taxonomy.SeriesAttribute;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutcomeStoreTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private OutcomeStore outcomes;
  private Job job;

  @BeforeEach
  void openJob() throws SQLException {
    outcomes = new OutcomeStore(DATABASE.dataSource());
    job = TestRows.open(DATABASE.dataSource(), "job");
  }

  @Test
  void attributesAreColumnsWithTheirEvidenceAndCodes() throws SQLException {
    store("first", classified("A", "Exports"));
    String columns =
        """
        select concat_ws(' ', seasonal_adjustment, price_basis, reference_area, sdmx_freq,
                 sdmx_unit_mult, sdmx_adjustment, sdmx_ref_area,
                 attributes -> 'seasonal_adjustment' ->> 'evidence')
          from\
        """;
    String stored = "seasonally-adjusted EA M 6 S U2 units: sa";
    assertThat(DATABASE.text(columns + " classifications")).isEqualTo(stored);
    assertThat(DATABASE.text(columns + " classification_attempts")).isEqualTo(stored);
  }

  @Test
  void answersAndRejectionsAreStoredWithTheirOrigin() throws SQLException {
    StoredBatch stored = store("first", classified("A", "Exports"), rejected("B", "Imports", "no"));
    assertThat(stored).isEqualTo(new StoredBatch("run", new Tally(1, 0, 1)));
    assertThat(
            DATABASE.text(
                """
                select concat_ws(' ', indicator_id, name, unit_type, scale, currency,
                         is_currency_denominated, reporting_frequency, time_basis, is_cumulative,
                         cumulative_pattern_type, family, indicator_type, temporal_aggregation,
                         heat_map_orientation, confidence, reasoning, provider, model,
                         taxonomy_version, rules_version, job_id, generation, round, batch_key,
                         worker)
                  from classifications
                """))
        .isEqualTo(
            "A Exports currency-amount millions EUR t monthly cumulative t ytd"
                + " physical-fundamental flow period-total neutral 0.75 reasoning for Exports"
                + " openai model taxonomy-1 rules-1 job 1 0 first worker");
    assertThat(DATABASE.text("select decided_by -> 'currency' ->> 'by' from classifications"))
        .isEqualTo("model");
    assertThat(DATABASE.text("select concat_ws(' ', indicator_id, stage, reason) from rejections"))
        .isEqualTo("B model no");
    assertThat(
            DATABASE.texts(
                "select concat_ws(' ', indicator_id, outcome, stage, reason, currency)"
                    + " from classification_attempts order by position"))
        .containsExactlyInAnyOrder("A classified EUR", "B rejected model no");
  }

  /// PostgreSQL stores no U+0000.
  @Test
  void rowThatTheDatabaseRefusesIsRejectedAndTheOthersAreStored() throws SQLException {
    IndicatorOutcome refused =
        classified(
            TestRows.indicator("BAD", "Imports"), TestRows.decided("half\0answer"), "a doubt");
    StoredBatch stored =
        store("mixed", classified("A", "Exports", "a doubt"), refused, rejected("C", "Rate", "no"));
    assertThat(stored.tally()).isEqualTo(new Tally(1, 0, 2));
    assertThat(DATABASE.texts("select indicator_id from classifications")).containsExactly("A");
    assertThat(DATABASE.texts("select indicator_id from review_items")).containsExactly("A");
    assertThat(
            DATABASE.text(
                "select concat_ws(' ', stage, reason) from rejections where indicator_id = 'BAD'"))
        .startsWith("store the database refuses its answer: ")
        .contains("Unicode");
    assertThat(DATABASE.number("select count(*) from classification_attempts")).isEqualTo(3);
    assertThat(store("mixed", refused)).isEqualTo(stored);
  }

  @Test
  void batchIsStoredOnceHoweverOftenItIsSent() throws SQLException {
    StoredBatch first = store("first", classified("A", "Exports"));
    StoredBatch again = store("first", classified("A", "Exports"), classified("B", "Imports"));
    assertThat(again).isEqualTo(first);
    assertThat(outcomes.find("first")).contains(first);
    assertThat(outcomes.find("second")).isEmpty();
    assertThat(DATABASE.number("select count(*) from classification_attempts")).isOne();
  }

  @Test
  void triesThatRunTogetherStoreTheBatchOnce() throws Exception {
    IndicatorOutcome[] rows =
        IntStream.range(0, 50)
            .mapToObj(i -> classified("id-" + i, "name " + i))
            .toArray(IndicatorOutcome[]::new);
    List<StoredBatch> stored = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<StoredBatch>> tries = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        tries.add(threads.submit(() -> store("first", rows)));
      }
      for (Future<StoredBatch> each : tries) {
        stored.add(each.get(30, TimeUnit.SECONDS));
      }
    }
    assertThat(stored).containsOnly(new StoredBatch("run", new Tally(50, 0, 0)));
    assertThat(DATABASE.number("select count(*) from classification_attempts")).isEqualTo(50);
  }

  @Test
  void answerThatStandsIsLeftAsItIs() throws SQLException {
    store("first", classified("A", "Exports"));
    assertThat(store("second", classified("A", "Exports")).tally()).isEqualTo(new Tally(0, 1, 0));
    assertThat(DATABASE.text("select batch_key from classifications")).isEqualTo("first");
    assertThat(DATABASE.number("select count(*) from classification_attempts")).isOne();
  }

  @Test
  void extraColumnsFollowTheirSourceAlsoWhereTheAnswerStands() throws SQLException {
    store("first", classified(indicator("A", "Exports", Map.of("Region", "North")), decided("")));
    assertThat(DATABASE.text("select extra ->> 'Region' from classifications")).isEqualTo("North");
    Indicator moved = indicator("A", "Exports", Map.of("Region", "South"));
    assertThat(store("second", classified(moved, decided(""))).tally())
        .isEqualTo(new Tally(0, 1, 0));
    assertThat(DATABASE.text("select extra ->> 'Region' from classifications")).isEqualTo("South");
    store("third", classified(indicator("A", "Exports"), decided("")));
    assertThat(DATABASE.number("select count(*) from classifications where extra is null")).isOne();
  }

  @Test
  void whatColumnsStateFollowsThemAlsoWhereTheAnswerStands() throws SQLException {
    store("first", inCountry("DE"));
    assertThat(store("second", inCountry("FR")).tally()).isEqualTo(new Tally(0, 1, 0));
    assertThat(
            DATABASE.text(
                "select reference_area || ' ' || sdmx_ref_area || ' ' || (attributes ->"
                    + " 'reference_area' ->> 'column') || ' ' || batch_key from classifications"))
        .isEqualTo("FR FR geo first");
  }

  private static IndicatorOutcome inCountry(String code) {
    return classified(
        indicator("A", "Exports", Map.of("geo", code)),
        decided("")
            .with(
                new SeriesAttributes(
                    Map.of(
                        SeriesAttribute.REFERENCE_AREA,
                        new AttributeValue(
                            code, 0.97, DecidedBy.RULES, "column geo: " + code, "geo")))));
  }

  @Test
  void answerIsReplacedWhenContentOrVersionChanges() throws SQLException {
    store("first", classified("A", "Exports"));
    assertThat(store("second", classified("A", "Exports of goods")).tally())
        .isEqualTo(new Tally(1, 0, 0));
    job = open(OTHER_VERSION, false);
    assertThat(store(OTHER_VERSION, "third", classified("A", "Exports of goods")).tally())
        .isEqualTo(new Tally(1, 0, 0));
    assertThat(DATABASE.text("select name || ' ' || batch_key from classifications"))
        .isEqualTo("Exports of goods third");
    assertThat(DATABASE.number("select count(*) from classification_attempts")).isEqualTo(3);
  }

  @Test
  void forcedGenerationReplacesAnswersOnce() throws SQLException {
    store("first", classified("A", "Exports"));
    job = open(VERSION, true);
    assertThat(store("second", classified("A", "Exports")).tally()).isEqualTo(new Tally(1, 0, 0));
    assertThat(store("third", classified("A", "Exports")).tally()).isEqualTo(new Tally(0, 1, 0));
  }

  @Test
  void batchOfAnEarlierGenerationDoesNotReplaceALaterAnswer() throws SQLException {
    Job earlier = job;
    store("first", classified("A", "Exports"));
    job = open(VERSION, true);
    store("forced", classified("A", "Exports"));

    job = earlier;
    store("late answer", classified("A", "Exports of goods"));
    store("late rejection", rejected("A", "Exports of services", "no"));
    assertThat(DATABASE.text("select batch_key from classifications")).isEqualTo("forced");
    assertThat(DATABASE.number("select count(*) from rejections")).isZero();
  }

  @Test
  void answerEndsTheRejectionOfItsIndicator() throws SQLException {
    store("first", rejected("A", "Exports", "no"));
    store("second", rejected("A", "Exports", "still no"));
    assertThat(DATABASE.text("select reason from rejections")).isEqualTo("still no");
    store("third", classified("A", "Exports"));
    assertThat(DATABASE.number("select count(*) from rejections")).isZero();
  }

  @Test
  void rowThatIsNoIndicatorIsRejectedWithoutAName() throws SQLException {
    store(
        "first", new IndicatorOutcome(null, new Outcome.Rejected("A", "hash", "input", "no name")));
    assertThat(DATABASE.text("select stage from rejections")).isEqualTo("input");
  }

  @Test
  void personsAnswerStaysUntilTheContentChanges() throws SQLException {
    store("first", classified("A", "Exports"));
    DATABASE.execute("update classifications set reviewed_by = 'ann'");
    job = open(OTHER_VERSION, true);
    assertThat(store(OTHER_VERSION, "second", classified("A", "Exports")).tally())
        .isEqualTo(new Tally(0, 1, 0));
    store(OTHER_VERSION, "third", classified("A", "Exports of goods"));
    assertThat(DATABASE.text("select batch_key from classifications where reviewed_by is null"))
        .isEqualTo("third");
  }

  @Test
  void doubtfulAnswerIsQueuedForReviewUntilABetterOneReplacesIt() throws SQLException {
    store("first", classified("A", "Exports", "low confidence", "no unit"));
    assertThat(
            DATABASE.text(
                "select concat_ws(' | ', reason, batch_key, indicator ->> 'name')"
                    + " from review_items"))
        .isEqualTo("low confidence; no unit | first | Exports");

    store("second", classified("A", "Exports of goods", "no unit"));
    assertThat(DATABASE.text("select reason || ' | ' || batch_key from review_items"))
        .isEqualTo("no unit | second");

    store("third", classified("A", "Exports of services"));
    assertThat(DATABASE.number("select count(*) from review_items")).isZero();
  }

  @Test
  void answerThatStandsInForAModelSaysWhyUntilTheModelAnswers() throws SQLException {
    assertThat(store("first", standIn("A", "Exports", "m has failed")).tally())
        .isEqualTo(new Tally(1, 0, 0));
    assertThat(DATABASE.text("select model_failure from classifications"))
        .isEqualTo("m has failed");
    assertThat(DATABASE.text("select reason from classification_attempts"))
        .isEqualTo("m has failed");
    assertThat(DATABASE.text("select reason from review_items"))
        .isEqualTo("the model gave no answer: m has failed; the rules' answer stands");
    assertThat(store("again", standIn("A", "Exports", "m has failed")).tally())
        .as("in the same round")
        .isEqualTo(new Tally(0, 1, 0));

    job = new Jobs(DATABASE.dataSource()).open(opening("job", VERSION, false, true));
    assertThat(store("second", classified("A", "Exports")).tally()).isEqualTo(new Tally(1, 0, 0));
    assertThat(DATABASE.text("select model_failure from classifications")).isNull();
    assertThat(DATABASE.number("select count(*) from review_items")).isZero();
  }

  @Test
  void answerThatWasNotStoredIsNotQueuedForReview() throws SQLException {
    Job earlier = job;
    job = open(VERSION, true);
    store("forced", classified("A", "Exports"));
    job = earlier;
    store("late", classified("A", "Exports of goods", "low confidence"));
    assertThat(DATABASE.number("select count(*) from review_items")).isZero();
  }

  @Test
  void refusalByTheTablesReachesTheCallerWithItsSqlState() {
    assertThatThrownBy(() -> store("first", classified("A", "no\u0000character")))
        .isInstanceOfSatisfying(
            SQLException.class, failure -> assertThat(failure.getSQLState()).startsWith("22"));
    assertThatThrownBy(() -> outcomes.find("first\u0000")).isInstanceOf(SQLException.class);
  }

  @Test
  void batchWithoutRowsIsStoredToo() throws SQLException {
    assertThat(store("empty").tally()).isEqualTo(new Tally(0, 0, 0));
  }

  private Job open(AnswerVersion version, boolean force) throws SQLException {
    return new Jobs(DATABASE.dataSource()).open(opening("job", version, force, false));
  }

  private StoredBatch store(String batchKey, IndicatorOutcome... rows) throws SQLException {
    return store(VERSION, batchKey, rows);
  }

  private StoredBatch store(AnswerVersion version, String batchKey, IndicatorOutcome... rows)
      throws SQLException {
    return outcomes.store(batch(job, version, batchKey), List.of(rows));
  }
}
