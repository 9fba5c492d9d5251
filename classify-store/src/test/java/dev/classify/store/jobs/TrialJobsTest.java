package dev.classify.store.jobs;

import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.classified;
import static dev.classify.store.TestRows.rejected;
import static dev.classify.store.TestRows.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrialJobsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String TRIAL = TrialJobs.VERIFY_PREFIX + "1";
  private static final List<String> TABLES =
      List.of(
          "jobs",
          "job_batches",
          "classifications",
          "rejections",
          "classification_attempts",
          "review_items");

  private TrialJobs trials;

  @BeforeEach
  void storeATrialBesideAUsersJob() throws SQLException {
    trials = new TrialJobs(DATABASE.dataSource());
    for (String jobId : List.of("job", TRIAL)) {
      Job job = TestRows.open(DATABASE.dataSource(), jobId);
      store(
          DATABASE.dataSource(),
          batch(job, jobId + "-batch"),
          classified(jobId + "-A", "Exports of " + jobId, "no unit"),
          rejected(jobId + "-B", "Imports of " + jobId, "no"));
    }
  }

  @Test
  void storedRowsOfATrialAreCounted() throws SQLException {
    assertThat(trials.stored(TRIAL)).isEqualTo(new TrialJobs.StoredRows(2, 2, 2));
    assertThat(trials.stored("unknown")).isEqualTo(new TrialJobs.StoredRows(0, 0, 0));
  }

  @Test
  void removedTrialLeavesNothingAndTouchesNothingElse() throws SQLException {
    trials.remove(TRIAL);
    assertThat(trials.stored(TRIAL)).isEqualTo(new TrialJobs.StoredRows(0, 0, 0));
    for (String table : TABLES) {
      assertThat(DATABASE.number("select count(*) from " + table))
          .as(table)
          .isEqualTo(table.equals("classification_attempts") ? 2 : 1);
    }
  }

  @Test
  void jobOfAUserIsNeverRemoved() {
    assertThatThrownBy(() -> trials.remove("job")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyOldTrialsAreRemoved() throws SQLException {
    trials.removeOlderThan(Duration.ofHours(1));
    assertThat(trials.stored(TRIAL).rows()).isEqualTo(2);

    DATABASE.execute(
        "update jobs set started_at = now() - interval '2 hours'",
        "update job_batches set completed_at = now() - interval '2 hours'");
    new TrialJobs(DATABASE.dataSource(), TrialJobs.EVALUATION_PREFIX)
        .removeOlderThan(Duration.ofHours(1));
    assertThat(trials.stored(TRIAL).rows()).isEqualTo(2);

    trials.removeOlderThan(Duration.ofHours(1));
    assertThat(trials.stored(TRIAL).rows()).isZero();
    assertThat(DATABASE.texts("select job_id from jobs")).containsExactly("job");
  }

  @Test
  void batchesOfATrialWhoseJobIsGoneAreRemoved() throws SQLException {
    DATABASE.execute(
        "delete from jobs where job_id <> 'job'",
        "update job_batches set completed_at = now() - interval '2 hours'");
    trials.removeOlderThan(Duration.ofHours(1));
    assertThat(DATABASE.texts("select job_id from job_batches")).containsExactly("job");
  }

  @Test
  void writingIsTriedWithoutATrace() throws SQLException {
    trials.checkWritable();
    assertThat(DATABASE.number("select count(*) from jobs")).isEqualTo(2);
  }
}
