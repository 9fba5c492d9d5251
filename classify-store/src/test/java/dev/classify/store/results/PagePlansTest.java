package dev.classify.store.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.ExplainedDatabase;
import dev.classify.store.TestDatabase;
import dev.classify.store.cluster.ClusterFigures;
import dev.classify.store.evaluations.Evaluations;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobPages;
import dev.classify.store.ledger.RequestPages;
import dev.classify.store.results.ResultPages.Place;
import dev.classify.store.results.ResultQuery.AnsweredBy;
import dev.classify.store.review.QueuePart;
import dev.classify.store.review.ReviewPages;
import dev.classify.taxonomy.AnswerField;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How the database finds the pages of lists. In 50,000 answers of 100 jobs, no list may read a
/// whole table.
class PagePlansTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Pattern WHOLE_TABLE =
      Pattern.compile(
          "Seq Scan on"
              + " (classifications|rejections|review_items|review_judgements|evaluations|llm_requests|job_batches"
              + "|classification_attempts)");

  private static final int ROWS = 51;

  private final ExplainedDatabase explained = new ExplainedDatabase(DATABASE.dataSource());

  private static void fill() throws SQLException {
    DATABASE.execute(
        """
        insert into jobs (job_id, source, provider, answer_version, state, rows_total,
                          rows_refused, started_at)
        select 'job-' || n, 'rows.csv', 'openai', 'v', 'complete', 500, 0,
               now() - n * interval '1 hour'
          from generate_series(1, 100) n
        """,
        """
        insert into job_batches (batch_key, job_id, generation, round, ordinal, run_id, worker,
                                 classified, unchanged, rejected, completed_at)
        select 'batch-' || n, 'job-' || n % 100 + 1, 1, 0, n / 100, 'run', 'worker-' || n % 5, 50,
               0, 0, now() - n * interval '10 minutes'
          from generate_series(1, 10000) n
        """,
        """
        insert into classifications
          (indicator_id, name, unit_type, scale, currency, is_currency_denominated,
           reporting_frequency, time_basis, is_cumulative, cumulative_pattern_type, family,
           indicator_type, temporal_aggregation, heat_map_orientation, confidence, reasoning,
           provider, model, taxonomy_version, rules_version, answer_version, content_hash, job_id,
           generation, round, batch_key, worker)
        select 'id-' || n, md5(n::text) || ' ' || md5((n * 7)::text),
               case when n % 10000 = 0 then 'count' else 'percentage' end, 'raw-units',
               case when n % 3 = 0 then 'EUR' when n % 25000 = 1 then 'CHF' end, n % 3 = 0,
               'monthly', 'per-period', false, 'periodic',
               case when n % 2 = 0 then 'price-value' else 'physical-fundamental' end, 'flow',
               'period-total', 'neutral', (n % 1000) / 1000.0, 'because', 'openai', 'gpt', 't', 'r',
               'v', md5(n::text), 'job-' || n % 100 + 1, 1, 0, 'batch-' || n / 5, 'worker'
          from generate_series(1, 50000) n
        """,
        """
        insert into classification_attempts
          (indicator_id, outcome, stage, reason, provider, taxonomy_version, rules_version,
           answer_version, content_hash, job_id, generation, round, batch_key, worker)
        select indicator_id, 'rejected', 'model', 'no answer', provider, 't', 'r', 'v',
               content_hash, job_id, 1, 0, batch_key, worker
          from classifications
        """,
        """
        insert into rejections (indicator_id, stage, reason, answer_version, content_hash, job_id,
                                generation, round, batch_key, worker)
        select 'bad-' || n, 'model', 'no answer', 'v', md5(n::text), 'job-' || n % 100 + 1, 1, 0,
               'batch-' || n, 'worker'
          from generate_series(1, 20000) n
        """,
        """
        insert into review_items (indicator_id, reason, content_hash, answer_version, job_id,
                                  generation, batch_key, indicator)
        select indicator_id, 'low confidence', content_hash, 'v', job_id, 1, batch_key, '{}'
          from classifications where confidence < 0.4
        """,
        """
        insert into review_judgements (indicator_id, batch_key, judge, action)
        select indicator_id, batch_key, 'anna', 'reject'
          from review_items where indicator_id like '%1'
        """,
        """
        insert into evaluations (evaluation_id, name, created_at, created_by, gold, labels,
                                 summary, result)
        select 'evaluation-' || n, 'e', now() - n * interval '1 hour', 'anna', 'gold.csv', '[]',
               '{}', '{}'
          from generate_series(1, 500) n
        """,
        """
        insert into llm_requests (request_id, granted_at, job_id, batch_key, worker, model,
                                  indicators, attempt, state, outcome, tokens_estimated, sent_at)
        select 'request-' || n, now() - n * interval '1 minute', 'job-' || n % 100 + 1,
               'batch-' || n / 5, 'worker', 'gpt', 10, 1, 'answered', 'answered', 10,
               now() - n * interval '1 minute'
          from generate_series(1, 50000) n
        """,
        "update classifications set reviewed_by = 'anna' where indicator_id = 'id-77'",
        "analyze");
  }

  private static ResultQuery query(Map<AnswerField, String> fields) {
    return new ResultQuery(null, null, fields, null, null, null, null);
  }

  private void assertIndexed(String list) {
    List<String> plans = explained.plans();
    assertThat(plans).as(list).isNotEmpty();
    assertThat(plans).as(list).noneMatch(plan -> WHOLE_TABLE.matcher(plan).find());
  }

  @Test
  void noListReadsAWholeTable() throws SQLException {
    fill();
    ResultPages results = new ResultPages(explained.dataSource());
    ResultQuery all = query(Map.of());
    results.byId(all, null, ROWS);
    assertIndexed("answers");
    results.byId(all, "id-30000", ROWS);
    assertIndexed("answers from an id on");
    results.byConfidence(all, new Place(0.3, "id-5"), ROWS);
    assertIndexed("answers from a confidence on");
    results.byId(new ResultQuery(null, "job-7", Map.of(), null, null, null, null), "id-3", ROWS);
    assertIndexed("answers of a job");
    results.byId(query(Map.of(AnswerField.FAMILY, "price-value")), null, ROWS);
    assertIndexed("answers of a family");
    results.byId(query(Map.of(AnswerField.CURRENCY, "CHF")), null, ROWS);
    assertIndexed("answers of a rare currency");
    results.byId(query(Map.of(AnswerField.UNIT_TYPE, "count")), null, ROWS);
    assertIndexed("answers of a rare unit type");
    results.byId(new ResultQuery("C4CA4238", null, Map.of(), null, null, null, null), null, ROWS);
    assertIndexed("answers with a text in the name");
    results.byId(
        new ResultQuery(null, null, Map.of(), null, null, AnsweredBy.PERSON, null), null, ROWS);
    assertIndexed("answers of people");
    results.rejections(null, null, null, "bad-5", ROWS);
    assertIndexed("rejections");
    results.rejections("job-7", "model", "no answer", null, ROWS);
    assertIndexed("rejections of a job");
    new ReviewPages(explained.dataSource())
        .open(QueuePart.of("anna"), all, new Place(0.1, "id-5"), ROWS);
    assertIndexed("review queue");
    new ReviewPages(explained.dataSource()).open(QueuePart.DISPUTED, all, null, ROWS);
    assertIndexed("disagreements");
    new Evaluations(explained.dataSource()).list(Instant.now(), "x", ROWS);
    assertIndexed("evaluations");
    RequestPages requests = new RequestPages(explained.dataSource());
    requests.ofJob("job-7", null, new RequestPages.Position(Instant.now(), "x"), ROWS);
    assertIndexed("requests of a job");
    requests.ofBatch("batch-7", ROWS);
    assertIndexed("requests of a batch");
    requests.find("request-7");
    assertIndexed("a request");
    new AnswerHistory(explained.dataSource()).of("id-7", ROWS);
    assertIndexed("history");
    JobPages jobs = new JobPages(explained.dataSource());
    List<Job> page = jobs.before(null, null, ROWS);
    jobs.figures(page);
    assertIndexed("jobs");
    new ClusterFigures(explained.dataSource()).workers();
    assertIndexed("workers");
    assertRareTextIsFoundByItsIndex();
  }

  private void assertRareTextIsFoundByItsIndex() throws SQLException {
    List<ResultPages.Row> found =
        new ResultPages(explained.dataSource())
            .byId(new ResultQuery("C4CA4238", null, Map.of(), null, null, null, null), null, ROWS);
    assertThat(found).extracting(ResultPages.Row::indicatorId).contains("id-1");
    assertThat(explained.plans()).allMatch(plan -> plan.contains("classifications_by_text"));
  }
}
