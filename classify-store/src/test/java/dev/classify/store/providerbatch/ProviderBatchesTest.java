package dev.classify.store.providerbatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.events.LogCheck;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.LostRequests;
import dev.classify.store.ledger.Ledger;
import dev.classify.store.providerbatch.ProviderBatch.JobWish;
import dev.classify.store.providerbatch.ProviderBatch.State;
import dev.classify.store.providerbatch.ProviderBatches.LeaseLost;
import dev.classify.store.providerbatch.ProviderBatches.Observed;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProviderBatchesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final List<String> BUDGETS = List.of(TestLines.BUDGET);
  private static final String OWNER = "worker#1";

  private Jobs jobs;
  private BatchLines lines;
  private ProviderBatches batches;
  private LineResults results;

  @BeforeEach
  void openJob() throws SQLException {
    jobs = new Jobs(DATABASE.dataSource());
    lines = new BatchLines(DATABASE.dataSource());
    batches = new ProviderBatches(DATABASE.dataSource());
    results = new LineResults(DATABASE.dataSource());
    TestRows.open(DATABASE.dataSource(), "job");
  }

  @Test
  void lineIsFiledOnce() throws SQLException {
    lines.file(List.of(TestLines.line("a", "job"), TestLines.line("b", "job")));
    lines.file(List.of(TestLines.line("a", "job")));

    assertThat(wait("job")).isEqualTo(new BatchLines.Wait("batch of job", 2, 0, 0, null));
  }

  @Test
  void lineOfAStoredBatchOfRowsIsNotSent() throws SQLException {
    file(1);
    quiet();
    DATABASE.execute(
        """
        insert into job_batches (batch_key, job_id, generation, round, ordinal, run_id, worker,
                                 classified, unchanged, rejected)
        values ('batch of job', 'job', 1, 0, 0, 'run', 'worker', 1, 0, 0)
        """);
    assertThat(assign("file", TestLines.LIMITS)).isZero();
    file(1);

    assertThat(wait("job")).isEqualTo(new BatchLines.Wait("batch of job", 0, 0, 0, null));
  }

  @Test
  void fileIsMadeOnceNoMoreLinesCome() throws SQLException {
    file(2);
    assertThat(assign("file", TestLines.LIMITS)).isZero();
    quiet();

    assertThat(assign("file", TestLines.LIMITS)).isEqualTo(2);
    assertThat(wait("job").assigned()).isEqualTo(2);
    assertThat(
            DATABASE.texts(
                """
                select concat_ws(' ', request_id, job_id, batch_key, worker, model, indicators,
                                 attempt, state, tokens_estimated, reserved_usd, provider_batch)
                  from llm_requests order by request_id
                """))
        .containsExactly(
            "line-0 job batch of job worker model 10 1 sent 900 0.01000000 file",
            "line-1 job batch of job worker model 10 1 sent 900 0.01000000 file");
  }

  @Test
  void fullFileIsMadeWhileLinesStillCome() throws SQLException {
    file(5);
    DATABASE.execute(
        "update provider_batch_lines set ready_at = now() where request_id <> 'line-4'");

    assertThat(assign("file", new FileLimits(3, 200_000_000, Long.MAX_VALUE))).isEqualTo(3);
    assertThat(assign("other", new FileLimits(3, 200_000_000, Long.MAX_VALUE))).isZero();
  }

  @Test
  void fileHoldsNoMoreBytesAndTokensThanTheProviderTakes() throws SQLException {
    file(5);
    quiet();
    assertThat(assign("bytes", new FileLimits(50_000, 2_999, Long.MAX_VALUE))).isEqualTo(2);
    // 1,000 tokens are queued by the first file.
    assertThat(assign("tokens", new FileLimits(50_000, 200_000_000, 1_500))).isEqualTo(1);
    assertThat(assign("full", new FileLimits(50_000, 200_000_000, 1_500))).isZero();
  }

  @Test
  void roomForAFewLinesIsNotUsedUnlessTheyAreTheLast() throws SQLException {
    FileLimits limits = new FileLimits(50_000, 200_000_000, 5_000);
    file(9);
    quiet();
    assertThat(assign("full", limits)).isEqualTo(9);
    file(12);
    quiet();
    // Room for one line of three.
    assertThat(assign("small", limits)).isZero();
    DATABASE.execute("delete from provider_batch_lines where request_id in ('line-9', 'line-10')");
    assertThat(assign("last", limits)).isEqualTo(1);
  }

  @Test
  void refusedQueueTeachesASmallerFile() throws SQLException, LeaseLost {
    file(4);
    quiet();
    assign("file", TestLines.LIMITS);
    ProviderBatch file = lease();
    results.release(
        file, OWNER, false, "no room", Duration.ofMinutes(1), false, "token_limit_exceeded", null);
    assertThat(assign("early", TestLines.LIMITS)).isZero();
    quiet();

    assertThat(assign("smaller", TestLines.LIMITS)).isEqualTo(2);
  }

  @Test
  void pausedJobGetsNoFile() throws SQLException {
    file(1);
    quiet();
    jobs.pause("job", Jobs.PAUSED_BY_PERSON);
    assertThat(assign("file", TestLines.LIMITS)).isZero();
    jobs.resume("job");
    assertThat(assign("file", TestLines.LIMITS)).isEqualTo(1);
  }

  @Test
  void stoppedJobGetsNoFileAndItsWaitsAreOver() throws SQLException {
    file(1);
    quiet();
    jobs.stop("job", "enough");
    assertThat(assign("file", TestLines.LIMITS)).isZero();
    lines.file(List.of(TestLines.line("late", "job")));

    assertThat(wait("job")).isEqualTo(new BatchLines.Wait("batch of job", 1, 0, 0, "enough"));
    assertThat(wait("job").over()).isTrue();
    lines.withdraw("batch of job");
    assertThat(DATABASE.number("select count(*) from provider_batch_lines")).isZero();
  }

  @Test
  void capAdmitsAsManyLinesAsItHasRoomForAndTheRestLater() throws SQLException, LeaseLost {
    cap("0.025");
    file(4);
    quiet();
    assertThat(assign("file", TestLines.LIMITS)).isEqualTo(2);
    assertThat(committed()).isEqualByComparingTo("0.02");
    // What is in flight may cost less, so the job is not stopped.
    assertThat(assign("second", TestLines.LIMITS)).isZero();
    assertThat(jobs.find("job").orElseThrow().stopReason()).isNull();

    ProviderBatch file = lease();
    results.close(
        file, OWNER, List.of(TestLines.answer("line-0"), TestLines.answer("line-1")), null);
    assertThat(committed()).isEqualByComparingTo("0.008");
    assertThat(assign("second", TestLines.LIMITS)).isEqualTo(1);
  }

  @Test
  void capWithoutRoomForTheNextLineStopsTheJob() throws SQLException {
    cap("0.005");
    file(1);
    quiet();

    assertThat(assign("file", TestLines.LIMITS)).isZero();
    assertThat(jobs.find("job").orElseThrow().stopReason())
        .contains("would exceed the cost cap of USD 0.005");
  }

  @Test
  void answerIsStoredOnce() throws SQLException, LeaseLost {
    cap("1");
    file(2);
    quiet();
    assign("file", TestLines.LIMITS);
    ProviderBatch file = lease();
    for (int repeated = 0; repeated < 2; repeated++) {
      results.close(file, OWNER, List.of(TestLines.answer("line-0")), null);
    }

    assertThat(
            DATABASE.texts(
                """
                select concat_ws(' ', request_id, state, outcome, cost_usd) from llm_requests
                 order by request_id
                """))
        .containsExactly("line-0 answered answered 0.00400000", "line-1 sent");
    assertThat(DATABASE.number("select count(*) from llm_replies")).isEqualTo(1);
    assertThat(committed()).isEqualByComparingTo("0.014");
    assertThat(results.remaining(file)).isEqualTo(1);
    assertThat(results.asked(file, List.of("line-0", "line-1"))).containsOnlyKeys("line-1");
  }

  @Test
  void failedLineIsSentAgainWithARowOfItsOwn() throws SQLException, LeaseLost {
    file(2);
    quiet();
    assign("file", TestLines.LIMITS);
    ProviderBatch file = lease();
    results.close(
        file,
        OWNER,
        List.of(TestLines.failure("line-0", false), TestLines.failure("line-1", true)),
        null);

    assertThat(wait("job")).isEqualTo(new BatchLines.Wait("batch of job", 1, 0, 1, null));
    assertThat(lines.sentLive("batch of job")).containsExactly("line-1");
    quiet();
    assertThat(assign("second", TestLines.LIMITS)).isEqualTo(1);
    assertThat(
            DATABASE.texts(
                """
                select concat_ws(' ', provider_batch, state, attempt) from llm_requests
                 where request_id = 'line-0' order by sent_at
                """))
        .containsExactly("file failed 1", "second sent 2");
  }

  @Test
  void linesThatWereNotRunCostNothingAndAreOpenAgain() throws SQLException, LeaseLost {
    cap("1");
    file(3);
    quiet();
    assign("file", TestLines.LIMITS);
    ProviderBatch file = lease();
    results.close(file, OWNER, List.of(TestLines.answer("line-0")), null);
    results.release(file, OWNER, false, "expired", Duration.ZERO, false, null, null);
    assertThat(LogCheck.missing(DATABASE)).isEmpty();

    assertThat(committed()).isEqualByComparingTo("0.004");
    assertThat(
            DATABASE.texts(
                "select outcome || ' ' || cost_usd from llm_requests order by request_id"))
        .containsExactly("answered 0.00400000", "not-run 0.00000000", "not-run 0.00000000");
    assertThat(wait("job").open()).isEqualTo(2);
    assertThat(assign("second", TestLines.LIMITS)).isEqualTo(2);
  }

  @Test
  void linesOfACancelledJobAreForgottenAndItsAnswersKept() throws SQLException, LeaseLost {
    file(2);
    quiet();
    assign("file", TestLines.LIMITS);
    jobs.cancel("job");
    ProviderBatch file = lease();
    assertThat(file.job()).isEqualTo(JobWish.CANCELLED);
    assertThat(wait("job").over()).isFalse();
    results.close(file, OWNER, List.of(TestLines.answer("line-0")), null);
    results.release(file, OWNER, false, "cancelled", Duration.ZERO, false, null, null);

    assertThat(wait("job").over()).isTrue();
    assertThat(new Ledger(DATABASE.dataSource()).keptReplies("batch of job"))
        .containsOnlyKeys("line-0");
    assertThat(DATABASE.number("select count(*) from provider_batch_lines")).isZero();
  }

  @Test
  void lineInAFileIsNeverLost() throws SQLException {
    file(1);
    quiet();
    assign("file", TestLines.LIMITS);
    DATABASE.execute("update llm_requests set sent_at = now() - interval '2 days'");

    assertThat(
            new LostRequests(DATABASE.dataSource()).release(null, Duration.ofHours(1)).requests())
        .isZero();
    assertThat(
            new Ledger(DATABASE.dataSource())
                .closeInterrupted("worker", Instant.now().plusSeconds(1)))
        .isZero();
  }

  @Test
  void fileGoesThroughItsStates() throws SQLException, LeaseLost {
    file(1);
    quiet();
    assign("file", TestLines.LIMITS);
    ProviderBatch assigned = lease();
    assertThat(assigned.state()).isEqualTo(State.ASSIGNED);
    List<String> read = new ArrayList<>();
    results.read(assigned, (id, request) -> read.add(id + " " + request));
    assertThat(read).containsExactly("line-0 {\"of\":\"line-0\"}");
    batches.uploaded(assigned, OWNER, "input");
    ProviderBatch uploaded = again(assigned);
    assertThat(uploaded.inputFile()).isEqualTo("input");
    assertThat(uploaded.createBegunAgo()).isNull();
    batches.createBegins(uploaded, OWNER);
    ProviderBatch begun = again(uploaded);
    assertThat(begun.createBegunAgo()).isBetween(Duration.ZERO, Duration.ofSeconds(20));
    batches.observed(
        begun,
        OWNER,
        State.RUNNING,
        new Observed("batch_1", "in_progress", 3, 1, 1_000L, 2_000L, null, null));
    ProviderBatch running = again(begun);
    assertThat(running.state()).isEqualTo(State.RUNNING);
    assertThat(running.createBegunAgo()).isNull();
    assertThat(running.providerId()).isEqualTo("batch_1");
    batches.done(running, OWNER);
    assertThat(batches.lease(BUDGETS, OWNER)).isEmpty();
  }

  @Test
  void fileIsHandledByOneWorkerAndByAnotherAfterItsDeath() throws SQLException {
    file(1);
    quiet();
    assign("file", TestLines.LIMITS);
    ProviderBatch file = lease();
    assertThat(batches.lease(BUDGETS, "other#2")).isEmpty();
    assertThat(batches.lease(List.of("account/other"), "other#2")).isEmpty();

    batches.freeLeases("worker");
    assertThat(batches.lease(BUDGETS, "other#2")).isPresent();
    assertThatThrownBy(() -> batches.uploaded(file, OWNER, "late")).isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> results.close(file, OWNER, List.of(TestLines.answer("line-0")), null))
        .isInstanceOf(LeaseLost.class);
  }

  @Test
  void fileIsLookedAtWhenItIsDue() throws SQLException, LeaseLost {
    file(1);
    quiet();
    assign("file", TestLines.LIMITS);
    batches.giveBack(lease(), OWNER, Duration.ofMinutes(1), false, "no answer");
    assertThat(batches.lease(BUDGETS, OWNER)).isEmpty();
    assertThat(DATABASE.text("select problem || looks from provider_batches"))
        .isEqualTo("no answer1");
  }

  private void file(int number) throws SQLException {
    lines.file(
        IntStream.range(0, number).mapToObj(i -> TestLines.line("line-" + i, "job")).toList());
  }

  private static void quiet() throws SQLException {
    DATABASE.execute("update provider_batch_lines set ready_at = now()");
  }

  private static int assign(String id, FileLimits limits) throws SQLException {
    return new LineAssignment(DATABASE.dataSource(), limits).assign(id, TestLines.BUDGET, "worker");
  }

  private ProviderBatch lease() throws SQLException {
    return batches.lease(BUDGETS, OWNER).orElseThrow();
  }

  private ProviderBatch again(ProviderBatch batch) throws SQLException, LeaseLost {
    batches.giveBack(batch, OWNER, Duration.ZERO, true, null);
    return lease();
  }

  private BatchLines.Wait wait(String jobId) throws SQLException {
    return lines.look(Map.of("batch of " + jobId, jobId)).getFirst();
  }

  private static void cap(String usd) throws SQLException {
    DATABASE.execute("update jobs set budget_usd = " + usd);
  }

  private static BigDecimal committed() throws SQLException {
    return new BigDecimal(String.valueOf(DATABASE.text("select committed_usd from jobs")));
  }
}
