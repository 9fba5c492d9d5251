package dev.classify.store.jobs;

import static dev.classify.store.TestRows.opening;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobSecretsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Jobs jobs;
  private JobSecrets secrets;

  @BeforeEach
  void create() {
    jobs = new Jobs(DATABASE.dataSource());
    secrets = new JobSecrets(DATABASE.dataSource());
  }

  @Test
  void jobIsOpenToWhoKnowsItsSecret() throws SQLException {
    Job job = jobs.open(opening("job"));

    assertThat(secrets.refusal("job", secrets.of(job))).isEmpty();
    assertThat(secrets.of(job)).matches("[A-Za-z0-9_-]{43}");
    assertThat(secrets.of(jobs.open(opening("other")))).isNotEqualTo(secrets.of(job));
  }

  @Test
  void wrongSecretAndUnknownJobAreRefusedInTheSameWords() throws SQLException {
    Job job = jobs.open(opening("job"));
    String wrong = secrets.of(job).replaceFirst(".$", "!");

    assertThat(secrets.refusal("job", wrong))
        .hasValue("there is no job with this id and this secret");
    assertThat(secrets.refusal("job", null)).isEqualTo(secrets.refusal("job", wrong));
    assertThat(secrets.refusal("unknown", null)).isEqualTo(secrets.refusal("job", wrong));
  }

  @Test
  void secretStaysWhenTheJobIsOpenedAgainBecauseBatchesInFlightHoldIt() throws SQLException {
    String first = secrets.of(jobs.open(opening("job")));
    jobs.complete(jobs.find("job").orElseThrow());

    assertThat(secrets.of(jobs.open(opening("job")))).isEqualTo(first);
    assertThat(secrets.refusal("job", first)).isEmpty();
  }

  @Test
  void completeAndCancelledJobsAreNotOpen() throws SQLException {
    Job complete = jobs.open(opening("complete"));
    Job cancelled = jobs.open(opening("cancelled"));
    jobs.complete(complete);
    jobs.cancel("cancelled");

    assertThat(secrets.refusal("complete", secrets.of(complete))).hasValue("the job is complete");
    assertThat(secrets.refusal("cancelled", secrets.of(cancelled)))
        .hasValue("the job was cancelled by a person");
  }

  /// Its batches in flight end as the ledger decides, and keep what was paid.
  @Test
  void detachedAndStoppedJobsAreOpen() throws SQLException {
    Job detached = jobs.open(opening("detached"));
    Job stopped = jobs.open(opening("stopped"));
    jobs.detach(detached);
    jobs.stop("stopped", "the quota is exhausted");

    assertThat(secrets.refusal("detached", secrets.of(detached))).isEmpty();
    assertThat(secrets.refusal("stopped", secrets.of(stopped))).isEmpty();
  }

  @Test
  void batchesOfAnOlderBuildAreServedUntilTheirJobIsOpenedAgain() throws SQLException {
    jobs.open(opening("old"));
    DATABASE.execute("update jobs set secret = null");

    assertThat(secrets.refusal("old", null)).isEmpty();
    assertThat(secrets.refusal("old", "guess")).isPresent();
    jobs.open(opening("old"));
    assertThat(secrets.refusal("old", null)).isPresent();
  }
}
