package dev.classify.store.jobs;

import static dev.classify.store.TestRows.OTHER_VERSION;
import static dev.classify.store.TestRows.VERSION;
import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.opening;
import static dev.classify.store.TestRows.rejected;
import static dev.classify.store.TestRows.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Jobs jobs;

  @BeforeEach
  void create() {
    jobs = new Jobs(DATABASE.dataSource());
  }

  @Test
  void openedJobHoldsWhatTheCommandAskedFor() throws SQLException {
    Job job =
        jobs.open(
            new JobOpening(
                "job",
                "rows.csv",
                VERSION,
                7,
                2,
                false,
                false,
                new BigDecimal("1.5"),
                false,
                null,
                null,
                null,
                JobTiers.NONE));
    assertThat(job)
        .usingRecursiveComparison()
        .ignoringFields("createdAt", "startedAt")
        .isEqualTo(
            new Job(
                "job",
                "rows.csv",
                "openai",
                VERSION.id(),
                1,
                false,
                0,
                Job.State.RUNNING,
                7,
                2,
                job.createdAt(),
                job.startedAt(),
                null,
                null,
                null,
                null));
    assertThat(job.createdAt()).isEqualTo(job.startedAt());
    assertThat(jobs.find("job")).contains(job);
    assertThat(jobs.find("unknown")).isEmpty();
    assertThat(DATABASE.text("select budget_usd from jobs")).isEqualTo("1.50000000");
    assertThat(
            DATABASE.text(
                """
                select concat_ws(' ', answer_version, provider, models, taxonomy_version,
                         rules_version, prompt_version) from answer_versions
                """))
        .isEqualTo(VERSION.id() + " openai model taxonomy-1 rules-1 prompt-1");
  }

  @Test
  void jobThatIsOpenedAgainResumesUnderTheNewVersion() throws SQLException {
    Job first = jobs.open(opening("job"));
    jobs.complete(first);
    assertThat(jobs.find("job").orElseThrow().finishedAt()).isNotNull();

    Job second = jobs.open(opening("job", OTHER_VERSION, false, false));
    assertThat(second.generation()).isEqualTo(1);
    assertThat(second.answerVersion()).isEqualTo(OTHER_VERSION.id());
    assertThat(second.state()).isEqualTo(Job.State.RUNNING);
    assertThat(second.finishedAt()).isNull();
    assertThat(second.createdAt()).isEqualTo(first.createdAt());
    assertThat(second.startedAt()).isAfter(first.startedAt());
  }

  @Test
  void openingCanBePreviewedWithoutAChange() throws SQLException {
    assertThat(jobs.asIfOpened(opening("job", VERSION, true, true)))
        .extracting(Job::generation, Job::round)
        .containsExactly(2, 1);
    assertThat(jobs.find("job")).isEmpty();
    assertThat(DATABASE.number("select count(*) from answer_versions")).isZero();
  }

  @Test
  void forceRaisesTheGenerationOncePerCompletedOne() throws SQLException {
    jobs.complete(open(false, false));
    Job forced = open(true, false);
    assertThat(forced.generation()).isEqualTo(2);
    assertThat(forced.forced()).isTrue();

    assertThat(open(true, false).generation()).as("interrupted, so continued").isEqualTo(2);
    assertThat(open(false, false).forced()).as("still has to answer everything").isTrue();

    jobs.complete(forced);
    assertThat(jobs.find("job").orElseThrow().forced()).isFalse();
    assertThat(open(true, false).generation()).isEqualTo(3);
  }

  @Test
  void retryRaisesTheRoundOncePerEndedOne() throws SQLException {
    jobs.endWithRowsLeft(open(false, false));
    Job retried = open(false, true);
    assertThat(retried.round()).isEqualTo(1);
    assertThat(open(false, true).round()).as("interrupted, so continued").isEqualTo(1);
    jobs.endWithRowsLeft(retried);
    assertThat(open(false, true).round()).isEqualTo(2);
    assertThat(open(false, false).round()).as("stays without --retry").isEqualTo(2);
  }

  @Test
  void retryComesAfterEveryRoundThatABatchWasSentUnder() throws SQLException {
    Job job = open(false, false);
    store(DATABASE.dataSource(), batch(job, "first"), rejected("A", "Exports", "no"));
    DATABASE.execute("update job_batches set round = 4");
    jobs.endWithRowsLeft(job);
    assertThat(open(false, true).round()).isEqualTo(5);
  }

  @Test
  void endOfARunIsRecordedUnlessTheJobWasStopped() throws SQLException {
    Job job = open(false, false);
    jobs.detach(job);
    assertThat(state()).isEqualTo(Job.State.DETACHED);
    jobs.stop("job", "nothing left to spend");
    jobs.detach(job);
    jobs.endWithRowsLeft(job);
    assertThat(state()).isEqualTo(Job.State.STOPPED);
    assertThat(jobs.find("job").orElseThrow().stopReason()).isEqualTo("nothing left to spend");

    assertThat(open(false, false).stopReason()).isNull();
    jobs.complete(job);
    jobs.stop("job", "too late");
    assertThat(state()).isEqualTo(Job.State.COMPLETE);
  }

  @Test
  void endOfARunOfAnEarlierGenerationIsIgnored() throws SQLException {
    Job earlier = open(false, false);
    open(true, false);
    jobs.complete(earlier);
    jobs.endWithRowsLeft(earlier);
    jobs.detach(earlier);
    assertThat(state()).isEqualTo(Job.State.RUNNING);
  }

  @Test
  void latestJobsComeFirst() throws SQLException {
    for (String id : new String[] {"one", "two", "three"}) {
      jobs.open(opening(id));
    }
    assertThat(jobs.latest(2)).extracting(Job::id).containsExactly("three", "two");
  }

  @Test
  void costsAddUpTheRequestsOfAJob() throws SQLException {
    JobCosts costs = new JobCosts(DATABASE.dataSource());
    assertThat(costs.total("unknown").requests()).isZero();
    jobs.open(
        new JobOpening(
            "job",
            "rows",
            VERSION,
            1,
            0,
            false,
            false,
            new BigDecimal("5"),
            false,
            null,
            null,
            null,
            JobTiers.NONE));
    assertThat(costs.total("job").budgetUsd()).isEqualByComparingTo("5");

    DATABASE.execute(
        """
        insert into llm_requests
          (request_id, granted_at, job_id, batch_key, worker, model, indicators, attempt, state,
           outcome, tokens_estimated, cost_usd, reserved_usd)
        values ('1', now(), 'job', 'b', 'w', 'm', 1, 1, 'answered', 'answered', 1, 0.25, 0.5),
               ('2', now(), 'job', 'b', 'w', 'm', 1, 1, 'answered', 'answered', 1, 0.5, 0.5),
               ('3', now(), 'job', 'b', 'w', 'm', 1, 1, 'failed', 'throttled', 1, null, null),
               ('4', now(), 'job', 'b', 'w', 'm', 1, 1, 'sent', null, 1, null, 0.125),
               ('5', now(), 'other', 'b', 'w', 'm', 1, 1, 'sent', null, 1, null, 9)
        """);
    JobCosts.Total total = costs.total("job");
    assertThat(total.spentUsd()).isEqualByComparingTo("0.75");
    assertThat(total.reservedUsd()).isEqualByComparingTo("0.125");
    assertThat(total.unpriced()).isEqualTo(1);
    assertThat(total.byOutcome())
        .containsOnly(Map.entry("answered", 2L), Map.entry("throttled", 1L), Map.entry("sent", 1L));
  }

  @Test
  void estimateIsRecordedWithTheJob() throws SQLException {
    open(false, false);
    JobCosts costs = new JobCosts(DATABASE.dataSource());
    costs.noteEstimate("job", new JobEstimate(3, 1_000, 400, 200, new BigDecimal("0.01")));
    String estimate =
        """
        select concat_ws(' ', estimated_requests, estimated_tokens_in, estimated_tokens_cached,
                 estimated_tokens_out, estimated_cost_usd) from jobs
        """;
    assertThat(DATABASE.text(estimate)).isEqualTo("3 1000 400 200 0.01000000");
    costs.noteEstimate("job", new JobEstimate(3, 1_000, 400, 200, null));
    assertThat(DATABASE.text(estimate)).isEqualTo("3 1000 400 200");
  }

  private Job open(boolean force, boolean retry) throws SQLException {
    return jobs.open(opening("job", VERSION, force, retry));
  }

  private Job.State state() throws SQLException {
    return jobs.find("job").orElseThrow().state();
  }

  @Test
  void pausedJobIsPausedUntilItIsResumedOrOpenedAgain() throws SQLException {
    TestRows.open(DATABASE.dataSource(), "job");
    assertThat(jobs.pause("job", "by a person")).isTrue();
    assertThat(jobs.pause("job", "again")).as("already paused").isFalse();
    assertThat(jobs.find("job").orElseThrow().pauseReason()).isEqualTo("by a person");

    assertThat(jobs.resume("job")).isTrue();
    assertThat(jobs.resume("job")).isFalse();
    jobs.pause("job", "by a person");
    assertThat(TestRows.open(DATABASE.dataSource(), "job").pauseReason()).isNull();

    jobs.stop("job", "nothing left to spend");
    assertThat(jobs.pause("job", "too late")).isFalse();
    assertThat(jobs.pause("unknown", "no such job")).isFalse();
  }

  @Test
  void runnerLeavesAJobPausedThatAPersonHasPaused() throws SQLException {
    jobs.open(keepingPause());
    assertThat(jobs.find("job").orElseThrow().pauseReason()).isNull();
    jobs.pause("job", Jobs.PAUSED_BY_PERSON);
    jobs.detach(jobs.find("job").orElseThrow());

    Job continued = jobs.open(keepingPause());
    assertThat(continued.pauseReason()).isEqualTo(Jobs.PAUSED_BY_PERSON);
    assertThat(continued.state()).isEqualTo(Job.State.RUNNING);
    assertThat(DATABASE.number("select count(*) from jobs where paused_at is not null"))
        .isEqualTo(1);

    jobs.resume("job");
    jobs.pause("job", "the model failed for an hour");
    assertThat(jobs.open(keepingPause()).pauseReason()).as("may work again").isNull();
  }

  private static JobOpening keepingPause() {
    return new JobOpening(
        "job",
        "rows",
        VERSION,
        1,
        0,
        false,
        false,
        null,
        false,
        null,
        null,
        null,
        JobTiers.NONE,
        null,
        true);
  }

  @Test
  void capStandsUntilItIsRaisedOrLifted() throws SQLException {
    jobs.open(capped("5", false));
    jobs.open(capped(null, false));
    assertThat(DATABASE.text("select budget_usd from jobs")).isEqualTo("5.00000000");
    jobs.open(capped("7", false));
    assertThat(DATABASE.text("select budget_usd from jobs")).isEqualTo("7.00000000");
    jobs.open(capped(null, true));
    assertThat(DATABASE.text("select budget_usd from jobs")).isNull();
  }

  @Test
  void rulesStandInForAModelWhileTheLastCommandSaysSo() throws SQLException {
    jobs.open(byRulesAfter(Duration.ofMinutes(5)));
    assertThat(jobs.rulesStandIn("job")).isTrue();
    jobs.open(byRulesAfter(null));
    assertThat(jobs.rulesStandIn("job")).isFalse();
    assertThat(jobs.rulesStandIn("unknown")).isFalse();
  }

  private static JobOpening byRulesAfter(@Nullable Duration time) {
    return new JobOpening(
        "job", "rows", VERSION, 1, 0, false, false, null, false, null, null, time, JobTiers.NONE);
  }

  private static JobOpening capped(@Nullable String usd, boolean lift) {
    return new JobOpening(
        "job",
        "rows",
        VERSION,
        1,
        0,
        false,
        false,
        usd == null ? null : new BigDecimal(usd),
        lift,
        Duration.ofHours(1),
        null,
        null,
        JobTiers.NONE);
  }
}
