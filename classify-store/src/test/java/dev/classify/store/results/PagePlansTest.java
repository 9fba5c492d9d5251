package dev.classify.store.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.ExplainedDatabase;
import dev.classify.store.TestDatabase;
import dev.classify.store.budget.JobActivities;
import dev.classify.store.cluster.ClusterFigures;
import dev.classify.store.cluster.OverallFigures;
import dev.classify.store.evaluations.Evaluations;
import dev.classify.store.generated.GeneratedRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobBreakdown;
import dev.classify.store.jobs.JobCosts;
import dev.classify.store.jobs.JobPages;
import dev.classify.store.jobs.JobSeries;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.TierCosts;
import dev.classify.store.ledger.LlmExchanges;
import dev.classify.store.ledger.RequestPages;
import dev.classify.store.results.ResultPages.Place;
import dev.classify.store.results.ResultQuery.AnsweredBy;
import dev.classify.store.review.QueuePart;
import dev.classify.store.review.ReviewItem;
import dev.classify.store.review.ReviewPages;
import dev.classify.store.review.Reviews;
import dev.classify.taxonomy.AnswerField;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How the database finds what the HTTP API asks for. In 50,000 answers of 100 jobs, no query may
/// read a whole table. `classify bench page` measures the same with a million answers.
class PagePlansTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Pattern WHOLE_TABLE =
      Pattern.compile(
          "Seq Scan on (classifications|rejections|review_items|llm_requests|llm_exchanges"
              + "|job_batches|classification_attempts|source_indicators|review_decisions"
              + "|review_judgements|evaluations)");

  /// Reading an index from its beginning and leaving rows out is no better.
  private static final Pattern WHOLE_INDEX = Pattern.compile("Rows Removed by Filter: \\d{5,}");

  private static final int ROWS = 51;

  private final ExplainedDatabase explained = new ExplainedDatabase(DATABASE.dataSource());
  private final ResultPages results = new ResultPages(explained.dataSource());

  @BeforeEach
  void fill() throws SQLException {
    new GeneratedRows(DATABASE.owner(), _ -> {}).fill(new GeneratedRows.Size(50_000, 100));
    DATABASE.execute(
        """
        insert into review_judgements (indicator_id, batch_key, judge, action)
        select indicator_id, batch_key, judge, 'reject'
          from review_items, unnest(array['anna', 'bob', 'carl', 'dora']) as judge
         where judge <> 'anna' or indicator_id like '%1'
        """,
        """
        insert into evaluations (evaluation_id, name, created_at, created_by, gold, labels,
                                 summary, result)
        select 'evaluation-' || n, 'e', now() - n * interval '1 hour', 'anna', 'gold.csv', '[]',
               '{}', '{}'
          from generate_series(1, 500) n
        """,
        "analyze review_judgements, evaluations");
  }

  private static ResultQuery query(Map<AnswerField, String> fields) {
    return new ResultQuery(null, null, fields, null, null, null, null);
  }

  private static ResultQuery search(String text) {
    return new ResultQuery(text, null, Map.of(), null, null, null, null);
  }

  private static ResultQuery answeredBy(AnsweredBy answeredBy) {
    return new ResultQuery(null, null, Map.of(), null, null, answeredBy, null);
  }

  private void assertIndexed(String list) {
    List<String> plans = explained.plans();
    assertThat(plans).as(list).isNotEmpty();
    assertThat(plans)
        .as(list)
        .noneMatch(plan -> WHOLE_TABLE.matcher(plan).find() || WHOLE_INDEX.matcher(plan).find());
  }

  @Test
  void noListOfAnswersReadsAWholeTable() throws SQLException {
    ResultQuery all = query(Map.of());
    results.byId(all, null, ROWS);
    assertIndexed("answers");
    results.byId(all, "JP.CPI.0030000", ROWS);
    assertIndexed("answers from an id on");
    results.byConfidence(all, new Place(0.7, "JP.CPI.0030000"), ROWS);
    assertIndexed("answers from a confidence on");
    results.byId(
        new ResultQuery(null, "generated-7", Map.of(), null, null, null, null), "JP", ROWS);
    assertIndexed("answers of a job");
    results.byId(query(Map.of(AnswerField.FAMILY, "price-value")), null, ROWS);
    assertIndexed("answers of a family");
    results.byId(query(Map.of(AnswerField.CURRENCY, "ZAR")), null, ROWS);
    assertIndexed("answers of a currency at the end");
    results.byId(query(Map.of(AnswerField.CURRENCY, AnswerField.NO_CURRENCY)), null, ROWS);
    assertIndexed("answers without a currency");
    results.byConfidence(query(Map.of(AnswerField.INDICATOR_TYPE, "correlation")), null, ROWS);
    assertIndexed("answers of a rare type");
    results.byId(
        query(Map.of(AnswerField.FAMILY, "price-value", AnswerField.INDICATOR_TYPE, "flow")),
        null,
        ROWS);
    assertIndexed("answers of a family and a type that never meet");
    results.byId(new ResultQuery(null, null, Map.of(), null, 0.31, null, null), null, ROWS);
    assertIndexed("answers with a low confidence");
    for (AnsweredBy answeredBy : AnsweredBy.values()) {
      results.byId(answeredBy(answeredBy), null, ROWS);
      assertIndexed("answers of " + answeredBy);
    }
    results.byId(new ResultQuery(null, null, Map.of(), null, null, null, true), null, ROWS);
    assertIndexed("reviewed answers");
  }

  @Test
  void textIsFoundByItsIndexHoweverShortOrRareItIs() throws SQLException {
    for (String text : List.of("Viet Nam", "0012345", "no such text", "qz", "q")) {
      results.byId(search(text), null, ROWS);
      assertIndexed("answers with the text " + text);
    }
    results.byId(search("0012345"), null, ROWS);
    assertThat(explained.plans()).last().asString().contains("classifications_by_text");
    assertThat(results.byId(search("0012345"), null, ROWS))
        .singleElement()
        .satisfies(row -> assertThat(row.indicatorId()).endsWith(".0012345"));
  }

  @Test
  void oneOrTwoLettersAreLookedForAtTheBeginningOfWords() throws SQLException {
    assertThat(results.byId(search("vi"), null, ROWS))
        .hasSize(ROWS)
        .allSatisfy(row -> assertThat(row.name()).contains("Viet Nam"));
    assertThat(results.byId(search("jp"), null, ROWS))
        .hasSize(ROWS)
        .allSatisfy(row -> assertThat(row.indicatorId()).startsWith("JP."));
  }

  /// Rows of a filter that lie at the end of an order are collected, those nearby are not; pages of
  /// both kinds fit together.
  @Test
  void pagesOfAFilterFollowEachOtherWithoutGapOrRepetition() throws SQLException {
    ResultQuery africa = query(Map.of(AnswerField.CURRENCY, "ZAR"));
    String after = null;
    long read = 0;
    while (true) {
      List<ResultPages.Row> page = results.byId(africa, after, ROWS);
      read += page.size();
      if (page.size() < ROWS) {
        break;
      }
      assertThat(page).extracting(ResultPages.Row::indicatorId).isSorted();
      after = page.getLast().indicatorId();
    }
    assertThat(read)
        .isEqualTo(DATABASE.number("select count(*) from classifications where currency = 'ZAR'"));
  }

  /// Items of a search that lie at the beginning of the queue are found there, the others are
  /// collected; pages of both kinds fit together.
  @Test
  void pagesOfASearchInTheQueueFollowEachOtherWithoutGapOrRepetition() throws SQLException {
    DATABASE.execute("delete from review_judgements");
    ReviewPages review = new ReviewPages(explained.dataSource());
    ResultQuery petrol = search("petrol");
    review.open(QueuePart.WAITING, petrol, null, ROWS);
    assertThat(explained.plans())
        .as("a page at the beginning of the queue")
        .hasSize(1)
        .noneMatch(plan -> plan.contains("classifications_by_text"));
    List<String> read = new ArrayList<>();
    Place after = null;
    List<ReviewItem> page;
    do {
      page = review.open(QueuePart.WAITING, petrol, after, ROWS);
      page.forEach(item -> read.add(item.indicatorId()));
      ReviewItem last = page.getLast();
      after = new Place(last.decided().answer().confidence(), last.indicatorId());
    } while (page.size() == ROWS);
    assertThat(read)
        .doesNotHaveDuplicates()
        .hasSize((int) review.count(QueuePart.WAITING, petrol))
        .hasSizeGreaterThan(2 * ROWS);
  }

  @Test
  void noOtherListReadsAWholeTable() throws SQLException {
    results.rejections(null, null, null, "rejected.0000500", ROWS);
    assertIndexed("rejections");
    results.rejections("generated-7", "model", "no usable answer", null, ROWS);
    assertIndexed("rejections of a job");
    ReviewPages review = new ReviewPages(explained.dataSource());
    review.open(QueuePart.of("anna"), query(Map.of()), new Place(0.4, "JP"), ROWS);
    assertIndexed("review queue");
    review.open(QueuePart.DISPUTED, query(Map.of()), null, ROWS);
    assertIndexed("disagreements");
    review.open(
        QueuePart.of("anna"),
        new ResultQuery(null, "generated-7", Map.of(), null, null, null, null),
        null,
        ROWS);
    assertIndexed("review queue of a job");
    new Evaluations(explained.dataSource()).list(Instant.now(), "x", ROWS);
    assertIndexed("evaluations");
    RequestPages requests = new RequestPages(explained.dataSource());
    requests.ofJob("generated-7", null, new RequestPages.Position(Instant.now(), "x"), ROWS);
    assertIndexed("requests of a job");
    requests.ofJob("generated-7", "refused", null, ROWS);
    assertIndexed("requests of a job by outcome");
    requests.ofBatch("batch-7-1", ROWS);
    assertIndexed("requests of a batch");
    requests.find("request-batch-7-1-1");
    new LlmExchanges(explained.dataSource()).find("request-batch-7-1-1");
    assertIndexed("a request");
    String id = results.byId(query(Map.of()), null, 1).getFirst().indicatorId();
    new AnswerHistory(explained.dataSource()).of(id, ROWS);
    new AnswerHistory(explained.dataSource()).rejection(id);
    Reviews reviews = new Reviews(explained.dataSource());
    reviews.find(List.of(id));
    reviews.history(id);
    assertIndexed("an indicator");
  }

  @Test
  void noFigureOfAJobReadsAWholeTable() throws SQLException {
    JobPages jobs = new JobPages(explained.dataSource());
    List<Job> page = jobs.before(null, null, 20);
    jobs.figures(page);
    assertIndexed("jobs");
    Job job = new Jobs(explained.dataSource()).find(GeneratedRows.jobId(1)).orElseThrow();
    new JobActivities(explained.dataSource()).of(job.id());
    assertIndexed("what a job does");
    new JobSeries(explained.dataSource()).of(job, job.startedAt(), Duration.ofMinutes(1), 60);
    assertIndexed("series");
    JobBreakdown breakdown = new JobBreakdown(explained.dataSource());
    breakdown.byWorker(job);
    breakdown.families(job);
    breakdown.confidences(job);
    breakdown.failures(job);
    breakdown.models(job);
    breakdown.requests(job);
    new JobCosts(explained.dataSource()).total(job.id());
    new TierCosts(explained.dataSource()).ofAllRuns(job.id());
    assertIndexed("breakdown");
    new ClusterFigures(explained.dataSource()).workers();
    assertIndexed("workers");
    new OverallFigures(explained.dataSource()).now();
    assertIndexed("summary");
  }
}
