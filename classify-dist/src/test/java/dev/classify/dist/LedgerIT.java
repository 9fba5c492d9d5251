package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.ledger.Ledger;
import dev.classify.store.ledger.LedgerEntry;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The gate that every request passes before it is sent.
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
class LedgerIT {

  private static final String BUDGET = "account/model";

  private final EmbeddedStack stack;
  private HikariDataSource database;
  private Ledger ledger;

  LedgerIT(EmbeddedStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void open() throws Exception {
    stack.clear();
    stack.execute(
        "insert into jobs (job_id, source, provider, answer_version, state, rows_total,"
            + " rows_refused, started_at) values ('job', 'rows', 'openai', 'v', 'running', 1, 0,"
            + " now())");
    database = stack.openDatabase();
    ledger = new Ledger(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void noRequestIsEnteredWhileTheProviderWantsNone() throws Exception {
    ledger.hold(BUDGET, Duration.ofMinutes(1));
    ledger.hold(BUDGET, Duration.ofSeconds(1));

    assertThat(ledger.enter(request("held", "job", BUDGET)))
        .isInstanceOfSatisfying(
            LedgerEntry.Held.class,
            held ->
                assertThat(held.left()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1)));
    assertThat(ledger.enter(request("other", "job", "account/other")))
        .isEqualTo(new LedgerEntry.Entered());

    stack.execute("update llm_holds set until = now() - interval '1 second'");
    assertThat(ledger.enter(request("later", "job", BUDGET))).isEqualTo(new LedgerEntry.Entered());
  }

  @Test
  void requestThatWasNotSentAfterAllLeavesNothing() throws Exception {
    LedgerRequest late = request("late", "job", BUDGET);
    assertThat(ledger.enter(late)).isEqualTo(new LedgerEntry.Entered());
    assertThat(ledger.enter(late)).isEqualTo(new LedgerEntry.EnteredBefore());
    ledger.withdraw(late);
    assertThat(stack.number("select count(*) from llm_requests")).isZero();
  }

  @Test
  void nothingIsSentForAJobThatIsStoppedOrGone() throws Exception {
    new Jobs(database).stop("job", "nothing left to spend");
    assertThat(ledger.enter(request("stopped", "job", BUDGET)))
        .isEqualTo(new LedgerEntry.JobStopped("nothing left to spend"));
    assertThat(ledger.enter(request("gone", "another", BUDGET)))
        .isInstanceOf(LedgerEntry.JobStopped.class);
    assertThat(stack.number("select count(*) from llm_requests")).isZero();
  }

  @Test
  void slowAnswersAreThoseThatEndedLately() throws Exception {
    Job job = new Jobs(database).find("job").orElseThrow();
    assertThat(ledger.latencyP95(job)).isEmpty();

    for (int seconds = 1; seconds <= 20; seconds++) {
      LedgerRequest request = request("request-" + seconds, "job", BUDGET);
      ledger.enter(request);
      ledger.close(request, answered(Duration.ofSeconds(seconds)));
    }
    assertThat(ledger.latencyP95(job).orElseThrow())
        .isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));

    stack.execute("update llm_requests set sent_at = now() - interval '10 minutes'");
    assertThat(ledger.latencyP95(job)).isEmpty();
    stack.execute("update llm_requests set latency_ms = 590000");
    assertThat(ledger.latencyP95(job)).contains(Duration.ofSeconds(590));
  }

  private static LedgerResult answered(Duration latency) {
    return new LedgerResult(true, "answered", 10L, 0L, 10L, null, "id", latency);
  }

  private static LedgerRequest request(String id, String job, String budget) {
    return new LedgerRequest(
        id,
        Instant.now(),
        job,
        "batch",
        budget,
        "worker",
        "model",
        10,
        1,
        1_000,
        null,
        Duration.ofSeconds(20));
  }
}
