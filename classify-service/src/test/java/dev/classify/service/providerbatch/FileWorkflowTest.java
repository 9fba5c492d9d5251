package dev.classify.service.providerbatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.model.ModelTable;
import dev.classify.model.PriceTable;
import dev.classify.service.llm.BatchApi.Fault;
import dev.classify.service.llm.BatchApiFailure;
import dev.classify.service.metrics.RequestMetrics;
import dev.classify.service.providerbatch.ScriptedBatchApi.Killed;
import dev.classify.service.providerbatch.ScriptedBatchApi.When;
import dev.classify.service.send.RequestCosts;
import dev.classify.service.send.TestClock;
import dev.classify.store.ledger.LedgerResult;
import dev.classify.store.providerbatch.ProviderBatch;
import dev.classify.store.providerbatch.ProviderBatch.JobWish;
import dev.classify.store.providerbatch.ProviderBatch.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Files in every state, and workers that are killed at every point.
class FileWorkflowTest {

  /// More than any script needs.
  private static final int TURNS_MAX = 200;

  private final ScriptedBatchApi api = new ScriptedBatchApi();
  private final MemoryBatchRecords records = new MemoryBatchRecords();

  @Test
  void everyLineIsAnsweredByOneBatchAtTheBatchPriceAndNoFileIsLeft() throws Exception {
    records.file("a", "b", "c");
    run();

    assertThat(records.replies.keySet()).containsExactly("a", "b", "c");
    assertThat(api.batches).hasSize(1);
    assertThat(api.files).isEmpty();
    assertThat(records.ledger).hasSize(3).allMatch(row -> row.endsWith(" refused"));
    // 100 prompt and 10 completion tokens at half of USD 0.10 and 0.50 per million.
    assertThat(reply("a").costUsd()).isEqualByComparingTo(new BigDecimal("0.0000075"));
  }

  @Test
  void workerKilledBeforeOrAfterAnyCallOrChangeIsContinuedByAnother() throws Exception {
    for (When when : When.values()) {
      int calls = Integer.MAX_VALUE;
      for (int at = 1; at <= calls; at++) {
        ScriptedBatchApi oneApi = new ScriptedBatchApi();
        MemoryBatchRecords oneRecords = new MemoryBatchRecords();
        oneApi.killedAt = at;
        oneApi.killed = when;
        check(oneApi, oneRecords, "call " + at + " " + when);
        calls = oneApi.calls;
      }
      int changes = Integer.MAX_VALUE;
      for (int at = 1; at <= changes; at++) {
        ScriptedBatchApi oneApi = new ScriptedBatchApi();
        MemoryBatchRecords oneRecords = new MemoryBatchRecords();
        oneRecords.killedAt = at;
        oneRecords.killed = when;
        check(oneApi, oneRecords, "change " + at + " " + when);
        changes = oneRecords.changes;
      }
      assertThat(calls).isGreaterThan(8);
      assertThat(changes).isGreaterThan(6);
    }
  }

  private static void check(ScriptedBatchApi api, MemoryBatchRecords records, String at)
      throws SQLException, InterruptedException {
    records.file("a", "b", "c");
    run(api, records);
    assertThat(records.replies.keySet()).as(at).containsExactly("a", "b", "c");
    assertThat(api.batches).as(at).hasSize(1);
    assertThat(api.runIds).as(at).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(api.files).as(at).isEmpty();
    assertThat(records.ledger).as(at).hasSize(3).allMatch(row -> row.endsWith(" refused"));
  }

  @Test
  void longAnswersAreStoredFewAtATime() throws Exception {
    records.file("a", "b", "c", "d", "e");
    api.padding = " ".repeat(Harvest.CHUNK_CHARACTERS / 2);
    run();
    assertThat(records.stored).containsExactly(2, 2, 1);
    assertThat(records.replies).hasSize(5);
  }

  @Test
  void batchWhoseCreationGotNoAnswerIsFoundAndNotCreatedAgain() throws Exception {
    records.file("a");
    api.createFails = failure(BatchApiFailure.Kind.UNSURE);
    run();
    assertThat(api.batches).hasSize(1);
    assertThat(records.replies).containsOnlyKeys("a");
  }

  @Test
  void batchThatMayStillBeCreatedIsNotLookedForTooEarly() throws Exception {
    records.file("a");
    api.createFails = failure(BatchApiFailure.Kind.UNSURE);
    FileDriver driver = driver(api, records);
    for (int turn = 0; turn < 10; turn++) {
      driver.turn();
    }
    assertThat(records.lastPause).isGreaterThan(Duration.ofSeconds(20));
    assertThat(records.files.values())
        .extracting(ProviderBatch::state)
        .containsOnly(State.UPLOADED);
  }

  @Test
  void refusedCreationIsTriedAgainWithoutALook() throws Exception {
    records.file("a");
    api.createFails = failure(BatchApiFailure.Kind.AGAIN);
    FileDriver driver = driver(api, records);
    driver.turn();
    driver.turn();
    assertThat(records.problem).isEqualTo("AGAIN");
    api.createFails = null;
    run();
    assertThat(api.batches).hasSize(1);
    assertThat(records.replies).containsOnlyKeys("a");
  }

  @Test
  void creationThatCanNeverSucceedStopsTheJob() throws Exception {
    records.file("a");
    api.createFails = failure(BatchApiFailure.Kind.NEVER);
    run();
    assertThat(records.stopReason).isEqualTo("NEVER");
    assertThat(records.ledger).singleElement().asString().endsWith(" not-run");
    assertThat(api.files).isEmpty();
  }

  @Test
  void expiredBatchIsHarvestedBeforeTheRestIsSentAgain() throws Exception {
    records.file("a", "b", "c");
    api.script = List.of("in_progress", "expired");
    api.runAtMost = 1;
    FileDriver driver = driver(api, records);
    while (records.files.isEmpty() || records.remaining(first()) > 0) {
      driver.turn();
    }
    assertThat(records.replies).containsOnlyKeys("c");
    assertThat(records.open()).isEqualTo(2);
    api.script = List.of("completed");
    api.runAtMost = Integer.MAX_VALUE;
    run();

    assertThat(api.batches).hasSize(2);
    assertThat(api.runIds).containsExactly("c", "b", "a");
    assertThat(records.ledger).filteredOn(row -> row.endsWith(" not-run")).hasSize(2);
    assertThat(records.ledger).filteredOn(row -> row.endsWith(" refused")).hasSize(3);
  }

  @Test
  void restOfAnExpiredBatchIsSentLiveIfTheJobFallsBack() throws Exception {
    records.file("a", "b", "c");
    records.fallsBack = true;
    api.script = List.of("expired");
    api.runAtMost = 2;
    run();
    assertThat(records.replies).containsOnlyKeys("b", "c");
    assertThat(records.sentLive).containsExactly("a");
  }

  @Test
  void cancelledJobCancelsTheBatchAndKeepsItsAnswers() throws Exception {
    records.file("a", "b", "c");
    api.script = List.of("validating", "in_progress", "in_progress", "in_progress");
    api.runAtMost = 1;
    FileDriver driver = driver(api, records);
    for (int turn = 0; turn < 4; turn++) {
      driver.turn();
    }
    records.job = JobWish.CANCELLED;
    run();

    assertThat(records.replies).containsOnlyKeys("c");
    assertThat(records.open()).isZero();
    assertThat(records.stopReason).isNull();
    assertThat(api.batches).hasSize(1);
    assertThat(api.files).isEmpty();
  }

  @Test
  void jobCancelledBeforeTheUploadSendsNothing() throws Exception {
    records.file("a");
    driver(api, records).turn();
    records.job = JobWish.CANCELLED;
    run();
    assertThat(api.batches).isEmpty();
    assertThat(records.ledger).singleElement().asString().endsWith(" not-run");
    assertThat(api.files).isEmpty();
  }

  @Test
  void pausedJobWaitsBeforeTheUpload() throws Exception {
    records.file("a");
    FileDriver driver = driver(api, records);
    records.assign("file", MemoryBatchRecords.BUDGET);
    records.job = JobWish.PAUSED;
    driver.turn();
    assertThat(api.files).isEmpty();
    records.job = JobWish.RUNS;
    run();
    assertThat(records.replies).containsOnlyKeys("a");
  }

  @Test
  void batchCancelledAtTheProviderStopsTheJob() throws Exception {
    records.file("a", "b");
    api.script = List.of("in_progress", "cancelled");
    api.runAtMost = 1;
    run();
    assertThat(records.replies).containsOnlyKeys("b");
    assertThat(records.stopReason)
        .isEqualTo("provider batch batch_1 was cancelled at the provider");
  }

  @Test
  void linesOfABatchThatIsGoneAreSentAgainOnceItsTimeIsOver() throws Exception {
    records.file("a", "b");
    api.script = List.of("in_progress", "completed");
    FileDriver driver = driver(api, records);
    while (api.batches.isEmpty()) {
      driver.turn();
    }
    api.deleted.add("batch_1");
    records.pass(Duration.ofHours(25));
    driver.turn();
    assertThat(records.problem).contains("No batch found with id");
    assertThat(records.ledger).hasSize(2);

    records.pass(Duration.ofHours(1));
    run();
    assertThat(records.releases.getFirst())
        .isEqualTo(
            "provider batch batch_1 or its answers are gone, and what it cost is not known: No"
                + " batch found with id");
    assertThat(records.ledger).filteredOn(row -> row.endsWith(" lost")).hasSize(2);
    assertThat(api.batches).hasSize(2);
    assertThat(records.replies).containsOnlyKeys("a", "b");
    assertThat(records.stopReason).isNull();
  }

  @Test
  void linesOfABatchThatIsGoneAreSentLiveIfTheJobFallsBack() throws Exception {
    records.file("a");
    records.fallsBack = true;
    FileDriver driver = driver(api, records);
    while (api.batches.isEmpty()) {
      driver.turn();
    }
    api.deleted.add("batch_1");
    records.pass(Duration.ofHours(27));
    run();
    assertThat(records.sentLive).containsExactly("a");
    assertThat(api.batches).hasSize(1);
  }

  @Test
  void failedLineIsSentAgainAsOftenAsFailuresMayPass() throws Exception {
    records.file("a", "b");
    api.failing.add("b");
    run();
    assertThat(reply("a").outcome()).isEqualTo("refused");
    assertThat(reply("b").outcome()).isEqualTo("unavailable");
    assertThat(api.batches).hasSize(Harvest.FAILURES_MAX);
    assertThat(records.ledger).hasSize(1 + Harvest.FAILURES_MAX);
  }

  @Test
  void failedLineIsSentLiveIfRepairsAre() throws Exception {
    records.file("a", "b");
    records.repairsLive = true;
    api.failing.add("b");
    run();
    assertThat(records.replies).containsOnlyKeys("a");
    assertThat(records.sentLive).containsExactly("b");
    assertThat(api.batches).hasSize(1);
  }

  @Test
  void refusedFileStopsTheJobWithTheWordsAndLinesOfTheProvider() throws Exception {
    records.file("a", "b");
    api.script = List.of("validating", "failed");
    api.faults =
        List.of(
            new Fault("invalid_json_line", 2L, "This line is not parseable as valid JSON."),
            new Fault("", null, "Too bad."));
    run();
    assertThat(records.stopReason)
        .isEqualTo(
            "the provider refuses the whole file of requests: line 2: This line is not parseable"
                + " as valid JSON. (invalid_json_line); Too bad.");
    assertThat(records.ledger).hasSize(2).allMatch(row -> row.endsWith(" not-run"));
    assertThat(api.files).isEmpty();
  }

  @Test
  void fullQueueIsWaitedForAndRemembered() throws Exception {
    records.file("a", "b");
    api.script = List.of("failed");
    api.faults = List.of(new Fault("token_limit_exceeded", null, "Enqueued token limit reached."));
    FileDriver driver = driver(api, records);
    while (records.refusals.isEmpty()) {
      driver.turn();
    }
    assertThat(records.refusals).containsValue("token_limit_exceeded");
    assertThat(records.open()).isEqualTo(2);
    assertThat(records.stopReason).isNull();
  }

  @Test
  void singleLineThatTheQueueNeverTakesStopsTheJob() throws Exception {
    records.file("a");
    api.script = List.of("failed");
    api.faults = List.of(new Fault("token_limit_exceeded", null, "Enqueued token limit reached."));
    run();
    assertThat(records.stopReason).contains("Enqueued token limit reached.");
  }

  @Test
  void fileOfAnswersThatBreaksOffIsReadAgain() throws Exception {
    records.file("a", "b", "c");
    api.breaksAfterLines = 2;
    run();
    assertThat(records.replies).containsOnlyKeys("a", "b", "c");
    assertThat(records.ledger).hasSize(3);
  }

  private LedgerResult reply(String id) {
    return Objects.requireNonNull(records.replies.get(id)).result();
  }

  private ProviderBatch first() {
    return records.files.values().iterator().next();
  }

  private static BatchApiFailure failure(BatchApiFailure.Kind kind) {
    return new BatchApiFailure(kind, kind.name(), Duration.ZERO);
  }

  private void run() throws SQLException, InterruptedException {
    run(api, records);
  }

  /// Until nothing is left to do. A killed worker is replaced by another.
  private static void run(ScriptedBatchApi api, MemoryBatchRecords records)
      throws SQLException, InterruptedException {
    FileDriver driver = driver(api, records);
    boolean worked = true;
    for (int turn = 0; worked; turn++) {
      assertThat(turn).as("turns").isLessThan(TURNS_MAX);
      try {
        worked = driver.turn();
      } catch (Killed _) {
        driver = driver(api, records);
      }
      if (records.stopReason != null && records.job == JobWish.RUNS) {
        records.job = JobWish.STOPPED;
      }
      records.pass(Duration.ofSeconds(5));
    }
  }

  private static FileDriver driver(ScriptedBatchApi api, MemoryBatchRecords records) {
    LineFiles files = new LineFiles(records, Map.of(TestModel.NAME, new TestModel()));
    PriceTable prices = ModelTable.standard().prices();
    Harvest harvest =
        new Harvest(
            api,
            records,
            files,
            new RequestCosts(prices),
            new RequestMetrics(new SimpleMeterRegistry()),
            new TestClock());
    return new FileDriver(
        records,
        new FileWorkflow(api, records, files, harvest),
        List.of(MemoryBatchRecords.BUDGET),
        new TestClock(),
        () -> false);
  }
}
