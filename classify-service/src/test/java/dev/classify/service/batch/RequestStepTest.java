package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.llm.Examples;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmRequest;
import dev.classify.service.llm.ObservedLimits;
import dev.classify.store.ledger.LedgerEntry;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestStepTest {

  private static final long TOKENS = 1_500;

  private final TestConversation test = TestConversation.withOneModel();
  private final RequestPlan plan = RequestPlan.of(TestContents.open(3, 4)).getFirst();

  @Test
  void requestIsEnteredInTheLedgerBeforeItIsSentAndClosedAfterIt() throws Exception {
    StepResult result = carryOut(test.model, 0);

    LedgerRequest entered = test.ledger.entered().getFirst();
    assertThat(entered)
        .isEqualTo(
            new LedgerRequest(
                "inv-1",
                Instant.ofEpochMilli(TestClock.START_MILLIS),
                "job",
                "job-1-0-0",
                "account/first",
                "worker",
                "first",
                3,
                1,
                TOKENS,
                null,
                Duration.ofMinutes(2)));
    assertThat(test.ledger.results())
        .containsExactly(
            new LedgerResult(
                true, "answered", 1_000L, 0L, 100L, null, "provider-1", ScriptedModel.LATENCY));
    assertThat(((StepResult.Completed) result).tokensBeyondEstimate()).isEqualTo(1_100 - TOKENS);
  }

  @Test
  void requestToAPricedModelReservesItsHighestCostAndRecordsItsRealOne() throws Exception {
    ScriptedModel priced = new ScriptedModel("gpt-4.1-mini", test.clock);
    carryOut(priced, 0);

    BigDecimal reserved = test.ledger.entered().getFirst().reservedUsd();
    BigDecimal cost = test.ledger.results().getFirst().costUsd();
    assertThat(cost).isPositive();
    assertThat(reserved).isGreaterThan(cost);
  }

  @Test
  void requestWaitsForItsSendTime() throws Exception {
    carryOut(test.model, 3_000);

    assertThat(test.model.sentAfter()).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void grantThatHasExpiredIsNotUsed() throws Exception {
    test.clock.sleep(Duration.ofMillis(500));

    assertThat(carryOut(test.model, 0)).isEqualTo(new StepResult.TooLate());
    assertThat(test.ledger.entered()).isEmpty();
  }

  @Test
  void grantThatExpiresWhileTheLedgerIsSlowIsWithdrawn() throws Exception {
    test.ledger.latency(Duration.ofMillis(500));

    assertThat(carryOut(test.model, 0)).isEqualTo(new StepResult.TooLate());
    assertThat(test.ledger.entered()).as("withdrawn").isEmpty();
    assertThat(test.model.requests()).isEmpty();
  }

  @Test
  void nothingIsSentWhileTheLedgerIsDown() {
    test.ledger.failNextCalls(1);

    assertThatThrownBy(() -> carryOut(test.model, 0)).isInstanceOf(SQLException.class);
    assertThat(test.model.requests()).isEmpty();
  }

  @Test
  void answerIsKeptWhenTheLedgerGoesDownAfterTheRequest() throws Exception {
    test.model.thenAnswer(
        request -> {
          test.ledger.failNextCalls(5);
          return ScriptedModel.answered(request, TestContents.answer(0.9));
        });

    assertThat(carryOut(test.model, 0)).isInstanceOf(StepResult.Completed.class);
    assertThat(test.ledger.outcomes()).containsExactly("answered");
  }

  @Test
  void answerIsKeptEvenWhenTheLedgerStaysDown() throws Exception {
    test.model.thenAnswer(
        request -> {
          test.ledger.failNextCalls(Integer.MAX_VALUE);
          return ScriptedModel.answered(request, TestContents.answer(0.9));
        });

    assertThat(carryOut(test.model, 0)).isInstanceOf(StepResult.Completed.class);
    assertThat(test.clock.elapsed()).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void requestThatAnEarlierTryEnteredIsNotSentAgain() throws Exception {
    carryOut(test.model, 0);
    test.clock.set(TestClock.START_MILLIS);

    assertThat(carryOut(test.model, 0))
        .isInstanceOfSatisfying(
            StepResult.Completed.class,
            completed -> assertThat(completed.outcome()).isEqualTo(new LlmOutcome.Interrupted()));
    assertThat(test.model.requests()).hasSize(1);
  }

  @Test
  void rateLimitHoldsTheModelInTheLedger() throws Exception {
    test.model.then(new LlmOutcome.Throttled(2_000, ObservedLimits.NONE));
    carryOut(test.model, 0);

    assertThat(carryOut(test.model, 1_000)).isEqualTo(new StepResult.Held(2_000));
    assertThat(test.ledger.results().getFirst().answered()).isFalse();
  }

  @Test
  void refusalsOfTheLedgerArePassedOn() throws Exception {
    test.ledger.prescribe(new LedgerEntry.NoRoomYet(), new LedgerEntry.JobStopped("enough"));

    assertThat(carryOut(test.model, 0)).isEqualTo(new StepResult.NoRoomYet());
    assertThat(carryOut(test.model, 0)).isEqualTo(new StepResult.JobStopped("enough"));
  }

  private StepResult carryOut(ScriptedModel model, long sendAfterMillis) throws Exception {
    return test.step()
        .carryOut(
            new GrantedRequest(
                TestConversation.batch(),
                plan,
                model,
                LlmRequest.of("inv-1", Examples.NONE, plan.question()),
                TestClock.START_MILLIS + sendAfterMillis,
                TOKENS));
  }
}
