package dev.classify.service.providerbatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.budget.Limits;
import dev.classify.model.ModelTable;
import dev.classify.model.ServiceTier;
import dev.classify.service.batch.ScriptedModel;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmUsage;
import dev.classify.service.send.KeptReply;
import dev.classify.service.send.RequestCosts;
import dev.classify.service.send.Requests;
import dev.classify.service.send.SendResult;
import dev.classify.service.send.SendTask;
import dev.classify.service.send.StepTime;
import dev.classify.service.send.StillWaiting;
import dev.classify.service.send.TestClock;
import dev.classify.service.send.WorkerClock;
import dev.classify.store.providerbatch.BatchLine;
import dev.classify.store.providerbatch.BatchLines;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The requests of a batch of rows, with lines in memory.
class LineRequestsTest {

  private static final String ROWS = "batch of rows";
  private static final BatchLines.Wait OVER = new BatchLines.Wait(ROWS, 0, 0, 0, null);

  private final Map<String, String> replies = new HashMap<>();
  private final MemoryLines lines = new MemoryLines();
  private final List<SendTask> sentLive = new ArrayList<>();
  private boolean stopping;

  /// What the database says when the batch of rows looks.
  private LineWatch.Look look = _ -> List.of(OVER);

  private final Requests live =
      tasks -> {
        sentLive.addAll(tasks);
        tasks.forEach(task -> reply(task.request().requestId()));
        return List.of();
      };

  private static final class MemoryLines implements FiledLines {

    private final Map<String, BatchLine> filed = new LinkedHashMap<>();
    private final List<String> live = new ArrayList<>();
    private int withdrawals;

    @Override
    public void file(List<BatchLine> all) {
      all.forEach(line -> filed.put(line.requestId(), line));
    }

    @Override
    public List<String> sentLive(String batchKey) {
      return List.copyOf(live);
    }

    @Override
    public void withdraw(String batchKey) {
      withdrawals++;
      live.clear();
    }
  }

  @Test
  void requestsWhoseRepliesAreKeptAreNotFiled() throws Exception {
    reply("a");
    assertThat(send("a")).containsExactly(completed("a"));
    assertThat(send()).isEmpty();
    assertThat(lines.filed).isEmpty();
  }

  @Test
  void openRequestsAreFiledAndTheirRepliesComeInTheOrderOfTheRequests() throws Exception {
    reply("b");
    look =
        _ -> {
          reply("c");
          reply("a");
          return List.of(OVER);
        };
    assertThat(send("c", "b", "a")).containsExactly(completed("c"), completed("b"), completed("a"));
    assertThat(lines.filed.keySet()).containsExactly("c", "a");
    assertThat(sentLive).isEmpty();
  }

  @Test
  void lineHoldsItsSizeItsTokensAndItsPriceAtBatch() throws Exception {
    look =
        _ -> {
          reply("a");
          return List.of(OVER);
        };
    send("a");

    BatchLine line = lines.filed.values().iterator().next();
    SendTask task = task("a");
    assertThat(line.batchKey()).isEqualTo(ROWS);
    assertThat(line.model()).isEqualTo(TestModel.NAME);
    assertThat(line.bytes()).isEqualTo("{\"custom_id\":\"a\"}\n".length());
    assertThat(line.indicators()).isEqualTo(1);
    assertThat(line.attempt()).isEqualTo(2);
    assertThat(line.promptTokens()).isEqualTo(task.tokens().promptTokens());
    assertThat(line.tokensEstimated()).isEqualTo(task.tokens().totalTokens());
    BigDecimal tokenPrices =
        new BigDecimal("0.125")
            .multiply(BigDecimal.valueOf(task.tokens().promptTokens()))
            .add(
                new BigDecimal("0.50")
                    .multiply(BigDecimal.valueOf(task.tokens().answerTokensMax())));
    assertThat(line.reservedUsd())
        .as("at least half of the standard price")
        .isBetween(
            tokenPrices.movePointLeft(6).divide(BigDecimal.TWO), tokenPrices.movePointLeft(6));
    assertThat(LineFiles.read(line.request())).isEqualTo(task.request());
  }

  @Test
  void requestsOfAStoppedJobAreWithdrawnAndThoseAnsweredBeforeCount() throws Exception {
    look =
        _ -> {
          reply("a");
          return List.of(new BatchLines.Wait(ROWS, 1, 0, 0, "enough"));
        };
    assertThat(send("a", "b")).containsExactly(completed("a"), new SendResult.JobStopped("enough"));
    assertThat(lines.withdrawals).isEqualTo(1);
  }

  @Test
  void requestsThatFilesBringNoAnswerToAreSentOnTheirOwnAtTheTierOfTheJob() throws Exception {
    look =
        _ -> {
          reply("a");
          lines.live.add("b");
          return List.of(new BatchLines.Wait(ROWS, 0, 0, 1, null));
        };
    assertThat(send("a", "b")).containsExactly(completed("a"), completed("b"));
    assertThat(sentLive).extracting(task -> task.request().requestId()).containsExactly("b");
    assertThat(sentLive).extracting(SendTask::tier).containsExactly(ServiceTier.FLEX);
    assertThat(lines.withdrawals).isEqualTo(1);
  }

  @Test
  void requestThatAnEarlierTryOfTheStepHasToSendOnItsOwnIsNotFiledAgain() throws Exception {
    lines.live.add("a");
    look = _ -> List.of(new BatchLines.Wait(ROWS, 0, 0, 1, null));
    assertThat(send("a")).containsExactly(completed("a"));
    assertThat(lines.filed).isEmpty();
  }

  @Test
  void waitIsOverWithoutRepliesIfAnotherTryHasStoredTheBatch() {
    assertThatThrownBy(() -> send("a"))
        .isInstanceOf(StillWaiting.class)
        .hasMessageContaining("has stored its batch");
  }

  @Test
  void stepOfAWorkerThatStopsWaitsNoLonger() {
    look =
        _ -> {
          stopping = true;
          return List.of(new BatchLines.Wait(ROWS, 0, 1, 0, null));
        };
    assertThatThrownBy(() -> send("a"))
        .isInstanceOf(StillWaiting.class)
        .hasMessageContaining("its worker stops");
  }

  @Test
  void modelThatTheWorkerDoesNotHaveIsAFaultOfTheProgram() {
    SendTask other = task(new ScriptedModel("other", new TestClock()), "a");
    assertThatThrownBy(() -> requests().sendAll(List.of(other)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no model other");
  }

  private void reply(String id) {
    replies.put(id, KeptReply.write(outcome(id)));
  }

  private static LlmOutcome outcome(String id) {
    return new LlmOutcome.Refused("reply to " + id, LlmUsage.NONE);
  }

  private static SendResult completed(String id) {
    return new SendResult.Completed(outcome(id));
  }

  private List<SendResult> send(String... ids) throws Exception {
    List<SendTask> tasks = new ArrayList<>();
    for (String id : ids) {
      tasks.add(task(id));
    }
    return requests().sendAll(tasks);
  }

  private LineRequests requests() {
    WorkerClock clock = WorkerClock.system();
    return new LineRequests(
        lines,
        new LineWatch(jobs -> look.at(jobs), Duration.ofMillis(10), clock),
        _ -> Map.copyOf(replies),
        Map.of(TestModel.NAME, new TestModel()),
        new RequestCosts(ModelTable.standard().prices()),
        ROWS,
        live,
        ServiceTier.FLEX,
        StepTime.from(clock, () -> stopping));
  }

  private static SendTask task(String id) {
    return task(new ScriptedModel(TestModel.NAME, new TestClock()), id);
  }

  private static SendTask task(ScriptedModel model, String id) {
    var request = TestModel.request(id).at(ServiceTier.BATCH);
    return new SendTask(
        "job",
        Limits.NONE,
        ROWS,
        MemoryBatchRecords.BUDGET,
        model,
        request,
        false,
        2,
        false,
        false,
        model.estimate(request));
  }
}
