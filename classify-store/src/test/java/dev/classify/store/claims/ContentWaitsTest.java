package dev.classify.store.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.budget.JobActivities;
import dev.classify.store.jobs.Jobs;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContentWaitsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Claimant HOLDER = claimant("holder");
  private static final Claimant WAITING = claimant("waiting");

  private ContentClaims claims;
  private ContentWaits waits;
  private Jobs jobs;

  @BeforeEach
  void waitForAContent() throws SQLException {
    claims = new ContentClaims(DATABASE.dataSource(), Duration.ofMinutes(10));
    waits = new ContentWaits(DATABASE.dataSource(), Duration.ofMinutes(10));
    jobs = new Jobs(DATABASE.dataSource());
    TestRows.open(DATABASE.dataSource(), "job of holder");
    TestRows.open(DATABASE.dataSource(), "job of waiting");
    claims.claim(HOLDER, List.of("a", "b"), false);
    waits.begin(WAITING, new HeldContent("a", "holder", "job of holder"));
  }

  @Test
  void waitLastsWhileTheOtherBatchAsks() throws SQLException {
    claims.publish(HOLDER, Map.of("b", new ContentResult.Answered("1")));
    assertThat(wait("waiting")).isEqualTo(new ContentWaits.Wait("waiting", false, null));
    assertThat(waits.look(List.of("unknown"))).isEmpty();
  }

  @Test
  void waitIsOverWithAnAnswerARefusalAndTheEndOfTheClaim() throws SQLException {
    claims.publish(HOLDER, Map.of("a", new ContentResult.Answered("1")));
    assertThat(over()).isTrue();
    claims.publish(HOLDER, Map.of("a", new ContentResult.Refused("not this")));
    assertThat(over()).isTrue();
    claims.release(HOLDER, List.of("a"));
    assertThat(over()).isTrue();
    claims.claim(claimant("third"), List.of("a"), false);
    assertThat(over()).as("another batch asks about it now").isTrue();
  }

  @Test
  void waitIsOverWhenTheJobThatAsksHasBeenPausedForAMinute() throws SQLException {
    jobs.pause("job of holder", Jobs.PAUSED_BY_PERSON);
    assertThat(over()).isFalse();
    DATABASE.execute("update jobs set paused_at = paused_at - interval '61 seconds'");
    assertThat(over()).isTrue();

    jobs.pause("job of waiting", Jobs.PAUSED_BY_PERSON);
    assertThat(over()).as("a paused job takes nothing over").isFalse();
  }

  @Test
  void waitForABatchThatIsNotTriedAgainIsOverAfterAMinute() throws SQLException {
    DATABASE.execute("update content_claims set refreshed_at = now() - interval '11 minutes'");
    assertThat(over()).as("all workers may have been restarted").isFalse();
    DATABASE.execute("update content_waits set waits_since = now() - interval '61 seconds'");
    assertThat(over()).isTrue();
    claims.claim(HOLDER, List.of("a"), false);
    assertThat(over()).as("it is tried again").isFalse();
  }

  @Test
  void stopOfTheOwnJobIsReported() throws SQLException {
    jobs.stop("job of waiting", "nothing left to spend");
    assertThat(wait("waiting").stopReason()).isEqualTo("nothing left to spend");
    DATABASE.execute("delete from jobs where job_id = 'job of waiting'");
    assertThat(wait("waiting").stopReason()).contains("no longer in the table of jobs");
  }

  @Test
  void jobThatIsAwaitedIsShownWhileNothingElseIsInFlight() throws SQLException {
    assertThat(awaitedJob()).isEqualTo("job of holder");
    DATABASE.execute(
        """
        insert into llm_requests
          (request_id, granted_at, job_id, batch_key, worker, model, indicators, attempt, state,
           tokens_estimated, sent_at)
        values ('r', clock_timestamp(), 'job of waiting', 'b', 'w', 'model', 1, 1, 'sent', 1, now())
        """);
    assertThat(awaitedJob()).isNull();
    DATABASE.execute("update llm_requests set state = 'answered'");
    assertThat(awaitedJob()).isEqualTo("job of holder");

    claims.claim(WAITING, List.of("c"), false);
    assertThat(awaitedJob()).as("the batch goes on").isNull();
  }

  @Test
  void waitEndsWithItsBatchAndItsJob() throws SQLException {
    TestRows.store(
        DATABASE.dataSource(),
        TestRows.batch(jobs.find("job of waiting").orElseThrow(), "waiting"));
    assertThat(waits.look(List.of("waiting"))).isEmpty();

    waits.begin(WAITING, new HeldContent("a", "holder", "job of holder"));
    jobs.cancel("job of waiting");
    assertThat(waits.look(List.of("waiting"))).isEmpty();
  }

  private ContentWaits.Wait wait(String batch) throws SQLException {
    return waits.look(List.of(batch, "unknown")).getFirst();
  }

  private boolean over() throws SQLException {
    return wait("waiting").over();
  }

  private static @Nullable String awaitedJob() throws SQLException {
    return new JobActivities(DATABASE.dataSource()).of("job of waiting").orElseThrow().awaitedJob();
  }

  private static Claimant claimant(String batch) {
    return Claimant.of(TestRows.VERSION, "job of " + batch, 1, false, batch);
  }
}
