package dev.classify.store.jobs;

import static dev.classify.store.TestRows.OTHER_VERSION;
import static dev.classify.store.TestRows.VERSION;
import static dev.classify.store.TestRows.classified;
import static dev.classify.store.TestRows.hash;
import static dev.classify.store.TestRows.opening;
import static dev.classify.store.TestRows.rejected;
import static dev.classify.store.TestRows.standIn;
import static dev.classify.store.TestRows.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.outcome.AnswerVersion;
import dev.classify.store.TestDatabase;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.store.outcomes.Provenance;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobProgressTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Jobs jobs;
  private JobProgress progress;
  private Job job;

  @BeforeEach
  void openJob() throws SQLException {
    jobs = new Jobs(DATABASE.dataSource());
    progress = new JobProgress(DATABASE.dataSource());
    job = jobs.open(opening("job"));
  }

  @Test
  void rowIsDoneOnceItIsAnsweredOrRejected() throws SQLException {
    assertThat(done(job)).isEqualTo(new Tally(0, 0, 0));
    batch(job, "first", 0, "worker", classified("A", "Exports"), rejected("B", "Imports", "no"));
    assertThat(done(job)).isEqualTo(new Tally(0, 1, 1));
    assertThat(progress.done(job, List.of("A", "B"), List.of(hash("Other"), hash("Other"))))
        .isEqualTo(new Tally(0, 0, 0));
  }

  @Test
  void answerOfTheRulesInACascadeStandsFromTheConfidenceThatTheJobWants() throws SQLException {
    batch(job, "first", 0, "worker", classified("A", "Exports"), classified("B", "Imports"));
    DATABASE.execute(
        """
        update classifications set provider = 'cascade', confidence = 0.85,
               model = case indicator_id when 'B' then 'model' end
        """);

    Tally both = new Tally(0, 2, 0);
    assertThat(done(job)).isEqualTo(both);
    assertThat(done(trusting(0.85))).isEqualTo(both);
    assertThat(done(trusting(0.86))).as("the model's answer stands").isEqualTo(new Tally(0, 1, 0));
    DATABASE.execute("update classifications set confidence = 0.7");
    assertThat(done(trusting(0.6))).isEqualTo(both);
    assertThat(done(job)).as("the default is 0.8").isEqualTo(new Tally(0, 1, 0));
    DATABASE.execute("update classifications set provider = 'rules'");
    assertThat(done(job)).as("without a cascade").isEqualTo(both);
  }

  private Job trusting(double minConfidence) throws SQLException {
    return jobs.open(
        new JobOpening(
            "job",
            "rows.csv",
            VERSION,
            2,
            1,
            false,
            false,
            null,
            false,
            null,
            null,
            null,
            JobTiers.NONE,
            minConfidence,
            false));
  }

  @Test
  void rejectionCountsInItsOwnRoundVersionAndJobOnly() throws SQLException {
    batch(job, "first", 0, "worker", rejected("B", "Imports", "no"));
    jobs.endWithRowsLeft(job);
    assertThat(done(open(VERSION, false, true))).isEqualTo(new Tally(0, 0, 0));
    assertThat(done(open(OTHER_VERSION, false, false))).isEqualTo(new Tally(0, 0, 0));
    assertThat(done(jobs.open(opening("another")))).isEqualTo(new Tally(0, 0, 0));
  }

  @Test
  void answerThatStandsInForAModelCountsInItsOwnRoundVersionAndJobOnly() throws SQLException {
    batch(
        job, "first", 0, "worker", standIn("A", "Exports", "gone"), rejected("B", "Imports", "no"));
    assertThat(done(job)).isEqualTo(new Tally(0, 1, 1));
    assertThat(progress.standIns(job)).isOne();

    assertThat(done(jobs.open(opening("another")))).isEqualTo(new Tally(0, 0, 0));
    assertThat(done(open(OTHER_VERSION, false, false))).isEqualTo(new Tally(0, 0, 0));
    jobs.endWithRowsLeft(job);
    Job retried = open(VERSION, false, true);
    assertThat(done(retried)).isEqualTo(new Tally(0, 0, 0));

    batch(retried, "second", 0, "worker", classified("A", "Exports"));
    assertThat(progress.standIns(retried)).isZero();
  }

  @Test
  void answerThatAPersonConfirmedStandsInForNoOther() throws SQLException {
    batch(job, "first", 0, "worker", standIn("A", "Exports", "gone"));
    DATABASE.execute("update classifications set reviewed_by = 'ann'");
    assertThat(progress.standIns(job)).isZero();
    assertThat(done(jobs.open(opening("another")))).isEqualTo(new Tally(0, 1, 0));
  }

  @Test
  void answersCountInEveryJobOfTheirVersionUnlessItIsForced() throws SQLException {
    batch(job, "first", 0, "worker", classified("A", "Exports"));
    assertThat(done(jobs.open(opening("another")))).isEqualTo(new Tally(0, 1, 0));
    assertThat(done(jobs.open(opening("forced", VERSION, true, false))))
        .isEqualTo(new Tally(0, 0, 0));
    assertThat(done(open(OTHER_VERSION, false, false))).isEqualTo(new Tally(0, 0, 0));
  }

  @Test
  void personsAnswerCountsUnderEveryVersionAndGenerationExceptInAnEvaluation() throws SQLException {
    batch(job, "first", 0, "worker", classified("A", "Exports"));
    DATABASE.execute("update classifications set reviewed_by = 'ann'");
    assertThat(done(open(OTHER_VERSION, true, false))).isEqualTo(new Tally(0, 1, 0));
    assertThat(
            done(
                jobs.open(opening(TrialJobs.EVALUATION_PREFIX + "1", OTHER_VERSION, false, false))))
        .isEqualTo(new Tally(0, 0, 0));
  }

  @Test
  void rowsAreCountedByWorkerInTheLastRoundOfTheirBatch() throws SQLException {
    batch(job, "one", 0, "worker-1", classified("A", "Exports"), rejected("B", "Imports", "no"));
    batch(job, "two", 1, "worker-2", classified("C", "Prices"), classified("A", "Exports"));
    assertThat(progress.byWorker(job))
        .containsOnly(
            Map.entry("worker-1", new Tally(1, 0, 1)), Map.entry("worker-2", new Tally(1, 1, 0)));

    jobs.endWithRowsLeft(job);
    Job retried = open(VERSION, false, true);
    batch(retried, "one again", 0, "worker-2", classified("B", "Imports"));
    assertThat(progress.byWorker(retried)).containsOnly(Map.entry("worker-2", new Tally(2, 1, 0)));
    assertThat(progress.tally(retried)).isEqualTo(new Tally(2, 1, 0));
    assertThat(progress.byWorker(open(VERSION, true, false))).isEmpty();
  }

  @Test
  void rowsThatACompleteJobNeverSentCountAsUnchanged() throws SQLException {
    batch(job, "one", 0, "worker", classified("A", "Exports"));
    jobs.complete(job);
    assertThat(progress.tally(jobs.find("job").orElseThrow())).isEqualTo(new Tally(1, 1, 0));
  }

  private Tally done(Job asked) throws SQLException {
    return progress.done(asked, List.of("A", "B"), List.of(hash("Exports"), hash("Imports")));
  }

  private Job open(AnswerVersion version, boolean force, boolean retry) throws SQLException {
    return jobs.open(opening("job", version, force, retry));
  }

  private static void batch(
      Job job, String key, int ordinal, String worker, IndicatorOutcome... rows)
      throws SQLException {
    store(
        DATABASE.dataSource(),
        new Provenance(
            job.id(),
            job.generation(),
            job.forced(),
            job.round(),
            ordinal,
            key,
            "run",
            worker,
            VERSION,
            null,
            null),
        rows);
  }
}
