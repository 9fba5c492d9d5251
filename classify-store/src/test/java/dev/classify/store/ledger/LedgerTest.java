package dev.classify.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.budget.SharedBudgets;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobCosts;
import dev.classify.store.jobs.Jobs;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String BUDGET = "account/model";
  private static final LedgerEntry ENTERED = new LedgerEntry.Entered();

  private Ledger ledger;
  private Jobs jobs;
  private Job job;

  @BeforeEach
  void openJob() throws SQLException {
    ledger = new Ledger(DATABASE.dataSource());
    jobs = new Jobs(DATABASE.dataSource());
    job = TestRows.open(DATABASE.dataSource(), "job");
  }

  @Test
  void requestIsRecordedBeforeItIsSent() throws SQLException {
    assertThat(ledger.enter(request("one"))).isEqualTo(ENTERED);
    assertThat(
            DATABASE.text(
                """
                select concat_ws(' ', request_id, job_id, batch_key, worker, model, indicators,
                                 attempt, state, tokens_estimated, reserved_usd)
                  from llm_requests where granted_at between now() - interval '1 minute' and now()
                """))
        .isEqualTo("one job batch worker model 10 1 sent 1000");
  }

  @Test
  void earlierTryInFlightIsWaitedForUntilItMustHaveEnded() throws SQLException {
    ledger.enter(request("one"));
    assertThat(ledger.enter(request("one")))
        .isInstanceOfSatisfying(
            LedgerEntry.InFlight.class,
            inFlight ->
                assertThat(inFlight.left())
                    .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(20)));

    DATABASE.execute("update llm_requests set sent_at = now() - interval '21 seconds'");
    assertThat(ledger.enter(request("one"))).isEqualTo(ENTERED);
    assertThat(DATABASE.number("select count(*) from llm_requests")).isEqualTo(2);
  }

  @Test
  void requestOfAWorkerThatDiedIsTriedAgainOnceTheWorkerIsBack() throws SQLException {
    LedgerRequest lost = request("one");
    ledger.enter(lost);
    assertThat(ledger.closeInterrupted("another worker", Instant.now().plusSeconds(1))).isZero();
    assertThat(ledger.closeInterrupted("worker", Instant.now().minusSeconds(60))).isZero();
    assertThat(ledger.closeInterrupted("worker", Instant.now().plusSeconds(1))).isOne();
    assertThat(ledger.enter(request("one"))).isEqualTo(ENTERED);

    ledger.close(lost, result("0.25"));
    assertThat(DATABASE.text("select outcome from llm_requests where cost_usd is not null"))
        .as("an answer that comes all the same is recorded")
        .isEqualTo("answered");
  }

  @Test
  void replyIsKeptForALaterTryAndFailuresAreNot() throws SQLException {
    LedgerRequest first = request("one");
    ledger.enter(first);
    ledger.close(first, failed());
    LedgerRequest second = request("one");
    assertThat(ledger.enter(second)).isEqualTo(ENTERED);
    ledger.close(second, answered("{\"b\":1,\"a\":2}"));

    assertThat(ledger.enter(request("one")))
        .isEqualTo(new LedgerEntry.AnsweredBefore("{\"b\":1,\"a\":2}"));
    assertThat(ledger.keptReplies("batch")).containsOnlyKeys("one");
    assertThat(ledger.keptReplies("another batch")).isEmpty();
  }

  @Test
  void requestOfAStoredBatchIsNotSentAgainThoughItsReplyIsGone() throws SQLException {
    LedgerRequest first = request("one");
    ledger.enter(first);
    ledger.close(first, answered("{}"));
    DATABASE.execute("delete from llm_replies");
    DATABASE.execute(
        """
        insert into job_batches (batch_key, job_id, generation, round, ordinal, run_id, worker,
                                 classified, unchanged, rejected)
        values ('batch', 'job', 1, 0, 0, 'run', 'worker', 1, 0, 0)
        """);

    assertThat(ledger.enter(request("one"))).isEqualTo(new LedgerEntry.BatchStored());
  }

  @Test
  void twoTriesOfTheSameRequestAreNeverBothEntered() throws Exception {
    List<LedgerEntry> entries = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        running.add(threads.submit(() -> entries.add(ledger.enter(request("one")))));
      }
      for (Future<?> each : running) {
        each.get(30, TimeUnit.SECONDS);
      }
    }
    assertThat(entries).hasSize(16).filteredOn(ENTERED::equals).hasSize(1);
  }

  @Test
  void pausedJobLetsNoRequestIn() throws SQLException {
    jobs.pause("job", "by a person");
    assertThat(ledger.enter(request("one"))).isEqualTo(new LedgerEntry.JobPaused("by a person"));
    jobs.resume("job");
    assertThat(ledger.enter(request("one"))).isEqualTo(ENTERED);
  }

  @Test
  void requestThatIsWithdrawnLeavesNothing() throws SQLException {
    LedgerRequest late = request("late");
    ledger.enter(late);
    ledger.withdraw(late);
    assertThat(DATABASE.number("select count(*) from llm_requests")).isZero();
  }

  @Test
  void noRequestIsEnteredWhileTheProviderWantsNone() throws SQLException {
    SharedBudgets budgets = new SharedBudgets(DATABASE.dataSource());
    budgets.hold(BUDGET, "model", Duration.ofMinutes(1));
    budgets.hold(BUDGET, "model", Duration.ofSeconds(1));

    assertThat(ledger.enter(request("held")))
        .isInstanceOfSatisfying(
            LedgerEntry.Held.class,
            held ->
                assertThat(held.left()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1)));
    assertThat(ledger.enter(request("other", "job", "account/other", null))).isEqualTo(ENTERED);

    budgets.release(BUDGET);
    assertThat(ledger.enter(request("later"))).isEqualTo(ENTERED);
  }

  @Test
  void nothingIsEnteredForAJobThatIsStoppedOrGone() throws SQLException {
    jobs.stop("job", "nothing left to spend");
    assertThat(ledger.enter(request("stopped")))
        .isEqualTo(new LedgerEntry.JobStopped("nothing left to spend"));
    assertThat(ledger.enter(request("gone", "another", BUDGET, null)))
        .isInstanceOf(LedgerEntry.JobStopped.class);
    assertThat(DATABASE.number("select count(*) from llm_requests")).isZero();
  }

  @Test
  void jobThatIsStoppedWithoutAReasonRefusesToo() throws SQLException {
    DATABASE.execute("update jobs set state = 'stopped'");
    assertThat(ledger.enter(request("one"))).isEqualTo(new LedgerEntry.JobStopped(""));
  }

  @Test
  void requestsOfAJobWithoutACapAreEnteredTogetherButNotWhileTheJobIsBeingStopped()
      throws Exception {
    try (Connection other = DATABASE.dataSource().getConnection();
        Statement statement = other.createStatement();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      other.setAutoCommit(false);
      statement.execute("select from jobs where job_id = 'job' for share");
      assertThat(ledger.enter(request("together"))).isEqualTo(ENTERED);

      statement.execute("update jobs set state = 'stopped', stop_reason = 'enough'");
      Future<LedgerEntry> waiting = threads.submit(() -> ledger.enter(request("late")));
      assertThat(stillWaiting(waiting)).isTrue();
      other.commit();
      assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(new LedgerEntry.JobStopped("enough"));
    }
  }

  private static boolean stillWaiting(Future<?> future) throws Exception {
    try {
      future.get(300, TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException _) {
      return true;
    }
  }

  @Test
  void resultIsRecordedWithWhatTheProviderSaid() throws SQLException {
    LedgerRequest answered = request("answered");
    LedgerRequest failed = request("failed");
    ledger.enter(answered);
    ledger.enter(failed);
    ledger.close(answered, result("0.25"));
    ledger.close(failed, failed());
    assertThat(
            DATABASE.texts(
                """
                select to_jsonb(r) - '{rows_answered,granted_at,sent_at,job_id,batch_key,worker,model,indicators,attempt,tokens_estimated,reserved_usd,provider_batch}'::text[]
                  from llm_requests r order by request_id
                """))
        .containsExactly(
            """
            {"state": "answered", "reason": null, "outcome": "answered", "cost_usd": 0.25000000, "tokens_in": 100, \
            "latency_ms": 2000, "request_id": "answered", "tokens_out": 20, "service_tier": "standard", "tokens_cached": 40, \
            "tokens_cache_write": 30, "provider_request_id": "id"}\
            """,
            """
            {"state": "failed", "reason": "HTTP 429", "outcome": "throttled", "cost_usd": null, "tokens_in": null, \
            "latency_ms": 7, "request_id": "failed", "tokens_out": null, "service_tier": "standard", "tokens_cached": null, \
            "tokens_cache_write": null, "provider_request_id": null}\
            """);
  }

  @Test
  void latencyIsThatOfAnswersThatEndedRecently() throws SQLException {
    assertThat(ledger.latencyP95(job)).isEmpty();

    for (int seconds = 1; seconds <= 20; seconds++) {
      LedgerRequest request = request("request-" + seconds);
      ledger.enter(request);
      ledger.close(
          request,
          new LedgerResult(
              true,
              "answered",
              1,
              10L,
              0L,
              0L,
              10L,
              "standard",
              null,
              null,
              null,
              "id",
              Duration.ofSeconds(seconds)));
    }
    assertThat(ledger.latencyP95(job).orElseThrow())
        .isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));

    DATABASE.execute("update llm_requests set sent_at = now() - interval '10 minutes'");
    assertThat(ledger.latencyP95(job)).isEmpty();
    DATABASE.execute("update llm_requests set latency_ms = 590000");
    assertThat(ledger.latencyP95(job)).contains(Duration.ofSeconds(590));
  }

  @Test
  void spendingCountsTheRequestsSinceTheJobWasOpenedLast() throws SQLException {
    LedgerRequest before = request("before");
    ledger.enter(before);
    ledger.close(before, result("9"));
    job = TestRows.open(DATABASE.dataSource(), "job");
    assertThat(ledger.spending(job)).isEqualTo(new Spending(0, 0, 0, 0, 0, null, 0, 0));

    LedgerRequest priced = request("priced");
    ledger.enter(priced);
    ledger.close(priced, result("0.25"));
    ledger.enter(request("in flight"));
    assertThat(ledger.spending(job))
        .isEqualTo(new Spending(2, 100, 40, 30, 20, new BigDecimal("0.25000000"), 1, 20));
  }

  @Test
  void rowIsCountedOnceHoweverOftenModelsAreAskedAboutIt() throws SQLException {
    LedgerRequest first = request("first");
    ledger.enter(first);
    ledger.close(first, result("0.25"));
    DATABASE.execute(
        """
        insert into llm_requests
          (request_id, granted_at, job_id, batch_key, worker, model, indicators, attempt, state,
           tokens_estimated)
        values ('first', now() + interval '1 s', 'job', 'b', 'w', 'model', 10, 1, 'sent', 1),
               ('halves', now(), 'job', 'b', 'w', 'model', 5, 2, 'sent', 1),
               ('review', now(), 'job', 'b', 'w', 'review', 3, 1, 'sent', 1)
        """);

    assertThat(ledger.spending(job).rowsAsked()).isEqualTo(10);
    assertThat(ledger.spending(job).costPerRowUsd()).isEqualByComparingTo("0.025");
    assertThat(new JobCosts(DATABASE.dataSource()).total("job").rowsAsked()).isEqualTo(10);
  }

  static LedgerResult result(String usd) {
    return new LedgerResult(
        true,
        "answered",
        1,
        100L,
        40L,
        30L,
        20L,
        "standard",
        new BigDecimal(usd),
        null,
        null,
        "id",
        Duration.ofSeconds(2));
  }

  private static LedgerResult answered(String reply) {
    return new LedgerResult(
        true,
        "answered",
        1,
        1L,
        0L,
        0L,
        1L,
        "standard",
        null,
        null,
        reply,
        "id",
        Duration.ofSeconds(1));
  }

  private static LedgerResult failed() {
    return new LedgerResult(
        false,
        "throttled",
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        "HTTP 429",
        null,
        null,
        Duration.ofMillis(7));
  }

  static LedgerRequest request(String id) {
    return request(id, "job", BUDGET, null);
  }

  static LedgerRequest request(String id, String reservedUsd) {
    return request(id, "job", BUDGET, new BigDecimal(reservedUsd));
  }

  private static LedgerRequest request(
      String id, String jobId, String budgetKey, @Nullable BigDecimal reservedUsd) {
    return new LedgerRequest(
        id,
        Instant.now(),
        jobId,
        "batch",
        budgetKey,
        "worker",
        "model",
        "standard",
        10,
        1,
        1_000,
        reservedUsd,
        Duration.ofSeconds(20));
  }
}
