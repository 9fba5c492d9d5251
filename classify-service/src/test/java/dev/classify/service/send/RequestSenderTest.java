package dev.classify.service.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.budget.Limits;
import dev.classify.llm.AskedIndicator;
import dev.classify.llm.Examples;
import dev.classify.llm.Hints;
import dev.classify.llm.Instructions;
import dev.classify.model.ServiceTier;
import dev.classify.service.batch.ScriptedModel;
import dev.classify.service.batch.TestContents;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmRequest;
import dev.classify.service.llm.LlmUsage;
import dev.classify.service.llm.ObservedLimits;
import dev.classify.store.ledger.LedgerEntry;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import dev.classify.store.ledger.LlmExchange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestSenderTest {

  private static final LlmOutcome FAILED = new LlmOutcome.Unavailable("HTTP 500", 0, true);

  private final TestClock clock = new TestClock();
  private final MemoryLedger ledger = new MemoryLedger(clock);
  private final ScriptedModel model = new ScriptedModel("first", clock);
  private final VirtualRequests requests = new VirtualRequests(clock, ledger, Limits.NONE);

  private static final LlmOutcome NO_ROOM = new LlmOutcome.NoRoom("no capacity", 15_000);

  @Test
  void requestIsEnteredInTheLedgerBeforeItIsSentAndClosedAfterIt() throws Exception {
    SendTask task = task(model, "inv-1");
    SendResult result = send(task);

    assertThat(ledger.entered())
        .containsExactly(
            new LedgerRequest(
                "inv-1",
                Instant.ofEpochMilli(TestClock.START_MILLIS),
                "job",
                "job-1-0-0",
                "account/first",
                "worker",
                "first",
                "standard",
                1,
                1,
                task.tokens().totalTokens(),
                null,
                Duration.ofMinutes(2)));
    LedgerResult recorded = ledger.results().getFirst();
    assertThat(recorded)
        .isEqualTo(
            new LedgerResult(
                true,
                "answered",
                1,
                1_000L,
                0L,
                0L,
                100L,
                "standard",
                null,
                null,
                recorded.reply(),
                "provider-1",
                ScriptedModel.LATENCY));
    assertThat(KeptReply.read(String.valueOf(recorded.reply())))
        .isEqualTo(((SendResult.Completed) result).outcome());
    assertThat(ledger.exchanges())
        .containsExactly(
            new LlmExchange(
                "inv-1", "job", Instructions.VERSION, task.request().message(), recorded.reply()));
  }

  @Test
  void requestToAPricedModelReservesItsHighestCostAndRecordsItsRealOne() throws Exception {
    send(task(new ScriptedModel("gpt-6-luna", clock), "inv-1"));

    BigDecimal reserved = ledger.entered().getFirst().reservedUsd();
    BigDecimal cost = ledger.results().getFirst().costUsd();
    assertThat(cost).isPositive();
    assertThat(reserved).isGreaterThan(cost);
  }

  @Test
  void requestThatWasNotBilledCostsNothingAndOneThatMayBeKeepsItsReservation() throws Exception {
    ScriptedModel priced = new ScriptedModel("gpt-6-luna", clock);
    priced.then(new LlmOutcome.Unavailable("HTTP 500", 0, false), FAILED);
    send(task(priced, "inv-1"));

    assertThat(ledger.results().get(0).costUsd()).isZero();
    assertThat(ledger.results().get(1).costUsd()).isNull();
    assertThat(ledger.results().get(2).costUsd()).isPositive();
  }

  @Test
  void slotThatExpiresWhileTheLedgerIsSlowIsNotUsed() throws Exception {
    model.thenAnswer(
        request -> {
          assertThat(ledger.entered()).hasSize(1);
          return ScriptedModel.answered(request, TestContents.answer(0.9));
        });
    ledger.latency(Duration.ofMillis(500));
    requests.onSlot(3, () -> ledger.latency(Duration.ZERO));
    send(task(model, "inv-1"));

    assertThat(model.requests()).as("sent once the ledger is fast again").hasSize(1);
  }

  @Test
  void nothingIsSentWhileTheLedgerIsDown() {
    ledger.failNextCalls(1);

    assertThatThrownBy(() -> send(task(model, "inv-1"))).isInstanceOf(SQLException.class);
    assertThat(model.requests()).isEmpty();
  }

  @Test
  void answerIsUsedEvenWhenTheLedgerGoesDownAfterTheRequest() throws Exception {
    model.thenAnswer(
        request -> {
          ledger.failNextCalls(5);
          return ScriptedModel.answered(request, TestContents.answer(0.9));
        });
    assertThat(send(task(model, "inv-1"))).isInstanceOf(SendResult.Completed.class);
    assertThat(ledger.outcomes()).containsExactly("answered");

    model.thenAnswer(
        request -> {
          ledger.failNextCalls(Integer.MAX_VALUE);
          return ScriptedModel.answered(request, TestContents.answer(0.9));
        });
    assertThat(send(task(model, "inv-2"))).isInstanceOf(SendResult.Completed.class);
    assertThat(clock.elapsed()).isLessThan(Duration.ofMinutes(3));
  }

  @Test
  void answerOfAnEarlierTryIsUsedAndTheRequestNotSentAgain() throws Exception {
    SendResult first = send(task(model, "inv-1"));

    assertThat(send(task(model, "inv-1"))).isEqualTo(first);
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void earlierTryInFlightIsWaitedFor() throws Exception {
    ledger.prescribe(
        new LedgerEntry.InFlight(Duration.ofSeconds(90)),
        new LedgerEntry.InFlight(Duration.ofSeconds(89)));
    send(task(model, "inv-1"));

    assertThat(model.sentAfter()).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void serverThatFailsIsTriedAgainAfterGrowingPausesAndTheTriesAreCounted() throws Exception {
    model.then(FAILED, FAILED, FAILED, FAILED);
    SendResult result = send(task(model, "inv-1"));

    assertThat(result)
        .isInstanceOfSatisfying(
            SendResult.Completed.class,
            completed -> assertThat(completed.outcome().hasAnswer()).isTrue());
    assertThat(ledger.outcomes())
        .containsExactly("unavailable", "unavailable", "unavailable", "unavailable", "answered");
    assertThat(ledger.results().getFirst().reason()).isEqualTo("HTTP 500");
    assertThat(ledger.entered()).extracting(LedgerRequest::attempt).containsExactly(1, 2, 3, 4, 5);
    assertThat(model.sentAfter())
        .containsExactly(ms(0), ms(1_250), ms(2_750), ms(4_750), ms(7_750));
  }

  @Test
  void outageOpensTheCircuitBreakerAndAGoodAnswerClosesIt() throws Exception {
    for (int i = 0; i < 12; i++) {
      model.then(FAILED);
    }
    model.thenAnswer(
        request -> {
          assertThat(requests.budget("account/first").breaker().opened()).isTrue();
          return ScriptedModel.answered(request, TestContents.answer(0.9));
        });
    send(task(model, "inv-1"));

    assertThat(requests.budget("account/first").breaker().opened()).isFalse();
    assertThat(model.requests()).hasSize(13);
  }

  @Test
  void requestThatFailsWhileOthersAreAnsweredIsTheFault() throws Exception {
    for (int i = 0; i < 20; i++) {
      model.thenAnswer(
          _ -> {
            requests.answeredBy("account/first");
            return FAILED;
          });
    }
    assertThat(send(task(model, "inv-1"))).isEqualTo(new SendResult.Completed(FAILED));
    assertThat(model.requests()).hasSize(10);
    assertThat(send(task(model, "inv-1"))).isEqualTo(new SendResult.Completed(FAILED));
    assertThat(model.requests()).as("the outcome is kept").hasSize(10);
  }

  @Test
  void timeOutWhileOthersAreAnsweredIsAQuestionOfSize() throws Exception {
    model.thenAnswer(
        _ -> {
          requests.answeredBy("account/first");
          return new LlmOutcome.TimedOut();
        });

    assertThat(send(task(model, "inv-1")))
        .isEqualTo(new SendResult.Completed(new LlmOutcome.TimedOut()));
  }

  @Test
  void requestThatHangsInAnOutageIsSentAgain() throws Exception {
    model.thenAnswer(
        _ -> {
          Thread.currentThread().interrupt();
          return new LlmOutcome.Unavailable("interrupted", 0, true);
        });
    SendResult result = send(task(model, "inv-1"));

    assertThat(((SendResult.Completed) result).outcome().hasAnswer()).isTrue();
    assertThat(ledger.results().getFirst().reason()).contains("the server hangs");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void rateLimitHoldsTheModelForAsLongAsTheProviderSays() throws Exception {
    model.then(new LlmOutcome.Throttled(30_000, ObservedLimits.NONE));
    send(task(model, "inv-1"));

    assertThat(model.sentAfter()).hasSize(2).last().isEqualTo(ms(31_000));
  }

  @Test
  void requestWithoutRoomAtFlexIsSentAtStandardIfItMayBe() throws Exception {
    ScriptedModel priced = new ScriptedModel("gpt-5.4-mini", clock).then(NO_ROOM);
    send(atFlex(priced, true));

    assertThat(priced.requests())
        .extracting(LlmRequest::tier)
        .containsExactly(ServiceTier.FLEX, ServiceTier.STANDARD);
    assertThat(priced.sentAfter()).as("at once").last().isEqualTo(ScriptedModel.LATENCY);
    assertThat(ledger.outcomes()).containsExactly("no-room", "answered");
    assertThat(ledger.entered())
        .extracting(LedgerRequest::serviceTier)
        .containsExactly("flex", "standard");
    assertThat(ledger.entered().getFirst().reservedUsd())
        .as("it may be served at standard")
        .isEqualByComparingTo(ledger.entered().getLast().reservedUsd());
    assertThat(ledger.entered().getFirst().timeout()).isEqualTo(Duration.ofMinutes(15));
    assertThat(ledger.results().getFirst().costUsd()).isZero();
    assertThat(ledger.results().getLast().serviceTier()).isEqualTo("standard");
  }

  @Test
  void requestWithoutRoomAtFlexWaitsLongerEachTimeAndFailsNoServer() throws Exception {
    model.then(NO_ROOM, NO_ROOM, NO_ROOM, NO_ROOM);
    send(atFlex(model, false));

    assertThat(model.requests()).extracting(LlmRequest::tier).containsOnly(ServiceTier.FLEX);
    assertThat(model.sentAfter())
        .containsExactly(ms(0), ms(16_000), ms(47_000), ms(108_000), ms(169_000));
    assertThat(requests.budget("account/first").breaker().failures()).isZero();
    assertThat(ledger.entered()).extracting(LedgerRequest::attempt).containsOnly(1);
  }

  @Test
  void stepThatFindsNoRoomAtFlexForMinutesEndsWithTheReason() {
    for (int i = 0; i < 10; i++) {
      model.then(NO_ROOM);
    }

    assertThatThrownBy(() -> send(atFlex(model, false)))
        .isInstanceOf(StillWaiting.class)
        .hasMessageContaining("room at flex");
  }

  @Test
  void answerIsBilledByTheTierThatItNames() throws Exception {
    ScriptedModel priced = new ScriptedModel("gpt-5.4-mini", clock);
    priced.thenAnswer(request -> billed(request, "flex"));
    priced.thenAnswer(request -> billed(request, "default"));
    send(atFlex(priced, false));
    send(atFlex(priced, "inv-2", false));

    assertThat(ledger.results())
        .extracting(LedgerResult::serviceTier)
        .containsExactly("flex", "standard");
    assertThat(ledger.results().getFirst().costUsd())
        .isEqualByComparingTo(half(ledger.results().getLast().costUsd()));
  }

  private static LlmOutcome billed(LlmRequest request, String tier) {
    LlmOutcome.Answered answer =
        (LlmOutcome.Answered) ScriptedModel.answered(request, TestContents.answer(0.9));
    return new LlmOutcome.Answered(
        answer.items(), new LlmUsage(1_000, 0, 0, 100, tier), ObservedLimits.NONE);
  }

  private static BigDecimal half(@Nullable BigDecimal amount) {
    return Objects.requireNonNull(amount).divide(BigDecimal.TWO, 8, RoundingMode.CEILING);
  }

  private static SendTask atFlex(ScriptedModel model, boolean mayFallBack) {
    return atFlex(model, "inv-1", mayFallBack);
  }

  private static SendTask atFlex(ScriptedModel model, String requestId, boolean mayFallBack) {
    return task(model, requestId, mayFallBack).at(ServiceTier.FLEX);
  }

  @Test
  void refusalsOfTheLedgerAreWaitedForOrPassedOn() throws Exception {
    ledger.prescribe(
        new LedgerEntry.NoRoomYet(),
        new LedgerEntry.JobPaused("by a person"),
        new LedgerEntry.Held(Duration.ofSeconds(5)),
        new LedgerEntry.JobStopped("enough"));

    assertThat(send(task(model, "inv-1"))).isEqualTo(new SendResult.JobStopped("enough"));
    assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void requestOfABatchThatAnotherTryHasStoredEndsTheStep() {
    ledger.prescribe(new LedgerEntry.BatchStored());

    assertThatThrownBy(() -> send(task(model, "inv-1")))
        .isInstanceOf(StillWaiting.class)
        .hasMessageContaining("has stored its batch");
    assertThat(model.requests()).isEmpty();
  }

  @Test
  void pausedJobEndsTheStepAfterMinutesWithTheReason() {
    LedgerEntry[] paused = new LedgerEntry[1_000];
    java.util.Arrays.fill(paused, new LedgerEntry.JobPaused("paused by a person"));
    ledger.prescribe(paused);

    assertThatThrownBy(() -> send(task(model, "inv-1")))
        .isInstanceOf(StillWaiting.class)
        .hasMessageContaining("paused by a person");
    assertThat(clock.elapsed()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
  }

  private SendResult send(SendTask task) throws Exception {
    return requests.sendAll(List.of(task)).getFirst();
  }

  static SendTask task(ScriptedModel model, String requestId) {
    return task(model, requestId, false);
  }

  private static SendTask task(ScriptedModel model, String requestId, boolean mayFallBack) {
    LlmRequest request =
        LlmRequest.of(
            requestId,
            Examples.NONE,
            List.of(AskedIndicator.of("1", TestContents.INDICATOR, Hints.NONE)));
    return new SendTask(
        "job",
        Limits.NONE,
        "job-1-0-0",
        "account/first",
        model,
        request,
        mayFallBack,
        1,
        false,
        true,
        model.estimate(request));
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
