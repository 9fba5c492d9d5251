package dev.classify.store.jobs;

import static dev.classify.store.TestRows.opening;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobHeartbeatsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Jobs jobs;
  private JobHeartbeats heartbeats;
  private Job job;

  @BeforeEach
  void openJob() throws SQLException {
    jobs = new Jobs(DATABASE.dataSource());
    heartbeats = new JobHeartbeats(DATABASE.dataSource());
    job = jobs.open(opening("job"));
  }

  @Test
  void jobOfACommandThatWorksIsRunning() throws SQLException {
    assertThat(state()).isEqualTo(Job.State.RUNNING);
    assertThat(heartbeats.lastSeenOfDead("job")).isEmpty();
  }

  @Test
  void jobOfACommandThatDiedIsDetachedUntilAnotherOpensIt() throws SQLException {
    silence();
    assertThat(state()).isEqualTo(Job.State.DETACHED);
    assertThat(jobs.latest(1)).extracting(Job::state).containsExactly(Job.State.DETACHED);
    assertThat(heartbeats.lastSeenOfDead("job")).isPresent();

    jobs.open(opening("job"));
    assertThat(state()).isEqualTo(Job.State.RUNNING);
    assertThat(heartbeats.lastSeenOfDead("job")).isEmpty();
  }

  @Test
  void beatKeepsALongJobRunning() throws SQLException {
    silence();
    heartbeats.beat(job);
    assertThat(state()).isEqualTo(Job.State.RUNNING);
  }

  @Test
  void jobOfAnEarlierBuildThatBeganLongAgoIsDetached() throws SQLException {
    DATABASE.execute("update jobs set seen_at = null");
    assertThat(state()).isEqualTo(Job.State.RUNNING);
    DATABASE.execute("update jobs set started_at = started_at - interval '2 minutes'");
    assertThat(state()).isEqualTo(Job.State.DETACHED);
  }

  @Test
  void commandThatEndedInOrderIsNotDead() throws SQLException {
    jobs.detach(job);
    silence();
    assertThat(heartbeats.lastSeenOfDead("job")).isEmpty();
    heartbeats.beat(job);
    assertThat(state()).isEqualTo(Job.State.DETACHED);
    jobs.open(opening("job"));
    jobs.complete(job);
    silence();
    assertThat(state()).isEqualTo(Job.State.COMPLETE);
    assertThat(heartbeats.lastSeenOfDead("job")).isEmpty();
  }

  private static void silence() throws SQLException {
    DATABASE.execute("update jobs set seen_at = seen_at - interval '61 seconds'");
  }

  private Job.State state() throws SQLException {
    return jobs.find("job").orElseThrow().state();
  }
}
