package dev.classify.service.batch;

import static dev.classify.service.batch.TestConversation.BUDGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.service.llm.ItemAnswer;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmRequest;
import dev.classify.service.llm.LlmUsage;
import dev.classify.service.llm.ObservedLimits;
import dev.classify.store.ledger.LedgerEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class LlmConversationTest {

  private final TestConversation test = TestConversation.withOneModel();

  @Test
  void contentsAreAskedAboutInAsFewRequestsAsTheyFitIn() {
    LlmConversation conversation = test.askAbout(10);

    assertThat(test.model.sizes()).containsExactly(4, 4, 2);
    assertThat(test.model.requests())
        .extracting(LlmRequest::requestId)
        .containsExactly("inv-1", "inv-2", "inv-3");
    assertThat(test.ledger.outcomes()).containsOnly("answered").hasSize(3);
    assertThat(verdicts(conversation, 10)).allMatch(ContentVerdict.Done.class::isInstance);
    assertThat(conversation.stopReason()).isNull();
  }

  @Test
  void stepsKeepTheirNamesAndTheirOrder() {
    test.model.then(new LlmOutcome.Malformed("no JSON", null));
    test.askAbout(4);

    assertThat(test.journal.labels())
        .containsExactly(
            "reserve account/first 1",
            "request inv-1",
            "reserve account/first 2",
            "request inv-2",
            "request inv-3");
  }

  @Test
  void onlyTheContentsThatWereAnsweredBadlyAreAskedAboutAgain() {
    test.model.thenAnswer(LlmConversationTest::secondLeftOut);
    LlmConversation conversation = test.askAbout(4);

    assertThat(test.model.sizes()).containsExactly(4, 1);
    assertThat(verdicts(conversation, 4)).allMatch(ContentVerdict.Done.class::isInstance);
  }

  @Test
  void contentThatIsNeverAnsweredIsGivenUpAfterTwoRequestsOfItsOwn() {
    for (int i = 0; i < 8; i++) {
      test.model.then(new LlmOutcome.Refused("not this", null));
    }
    LlmConversation conversation = test.askAbout(2);

    assertThat(test.model.sizes()).containsExactly(2, 1, 1, 1, 1);
    assertThat(verdicts(conversation, 2))
        .containsOnly(new ContentVerdict.GiveUp("refused: not this"));
  }

  @Test
  void budgetSpreadsTheRequestsOfABatchOverTime() {
    test.limits(60, null).askAbout(40);

    List<Duration> sent = test.model.sentAfter();
    assertThat(sent).hasSize(10);
    for (int i = 1; i < sent.size(); i++) {
      assertThat(sent.get(i).minus(sent.get(i - 1))).isBetween(ms(1_000), ms(1_100));
    }
    assertThat(test.ledger.outcomes()).containsOnly("answered");
  }

  @Test
  void batchThatGetsNoGrantSleepsUntilTheBudgetTellsItToAskAgain() {
    test.limits(1, null).askAbout(8);

    assertThat(test.model.sentAfter().getLast()).isBetween(ms(60_000), ms(63_000));
    assertThat(test.journal.labels()).filteredOn(label -> label.startsWith("sleep")).isNotEmpty();
    assertThat(test.model.requests()).as("asking again sends nothing twice").hasSize(2);
  }

  @Test
  void rateLimitIsReportedToTheBudgetOnceForAWholeRound() {
    LlmOutcome throttled = new LlmOutcome.Throttled(5_000, ObservedLimits.NONE);
    test.model.then(throttled, throttled, throttled);
    LlmConversation conversation = test.askAbout(12);

    assertThat(test.journal.labels())
        .filteredOn(label -> label.startsWith("hold"))
        .as("a second of latency and the five seconds that the server asked for")
        .containsExactly("hold account/first 6000ms");
    assertThat(test.model.sentAfter())
        .filteredOn(sent -> sent.compareTo(ms(6_000)) >= 0)
        .hasSize(3);
    assertThat(verdicts(conversation, 12)).allMatch(ContentVerdict.Done.class::isInstance);
  }

  @Test
  void grantsFromBeforeARateLimitAreNotUsedWhileItLasts() {
    test.limits(60, null).model.then(new LlmOutcome.Throttled(4_000, ObservedLimits.NONE));
    test.askAbout(12);

    assertThat(test.model.sentAfter().getFirst()).isZero();
    assertThat(test.model.sentAfter().get(1)).isGreaterThanOrEqualTo(ms(5_000));
  }

  @Test
  void exhaustedQuotaStopsTheJobAndSendsNothingMore() {
    test.limits(60, null).model.then(new LlmOutcome.QuotaExhausted("nothing left to spend"));
    LlmConversation conversation = test.askAbout(8);

    assertThat(conversation.stopReason()).isEqualTo("nothing left to spend");
    assertThat(test.ledger.stopReason("job")).contains("nothing left to spend");
    assertThat(test.model.requests()).as("the second finds the job stopped").hasSize(1);
    assertThat(verdicts(conversation, 8)).containsOnlyNulls();
  }

  @Test
  void batchOfAJobThatWasStoppedElsewhereEndsWithoutARequest() throws SQLException {
    test.ledger.stopJob("job", "stopped by a person");
    LlmConversation conversation = test.askAbout(8);

    assertThat(conversation.stopReason()).isEqualTo("stopped by a person");
    assertThat(test.model.requests()).isEmpty();
  }

  @Test
  void batchWaitsForTheMoneyThatRequestsInFlightReserve() {
    test.ledger.prescribe(new LedgerEntry.NoRoomYet(), new LedgerEntry.NoRoomYet());
    LlmConversation conversation = test.askAbout(4);

    assertThat(test.journal.labels())
        .containsExactly(
            "reserve account/first 1",
            "request inv-1",
            "sleep 2000ms",
            "reserve account/first 1",
            "request inv-2",
            "sleep 2000ms",
            "reserve account/first 1",
            "request inv-3");
    assertThat(verdicts(conversation, 4)).allMatch(ContentVerdict.Done.class::isInstance);
  }

  @Test
  void jobWhoseCostCapIsReachedStopsWithTheReason() {
    test.ledger.prescribe(
        new LedgerEntry.NoRoomYet(), new LedgerEntry.JobStopped("the budget of 1 USD is spent"));
    LlmConversation conversation = test.askAbout(4);

    assertThat(conversation.stopReason()).isEqualTo("the budget of 1 USD is spent");
    assertThat(test.model.requests()).isEmpty();
  }

  @Test
  void serverThatFailsIsAskedAgainAfterGrowingPauses() {
    LlmOutcome failed = new LlmOutcome.Unavailable("HTTP 500", 1_000, true);
    test.model.then(failed, failed, failed);
    LlmConversation conversation = test.askAbout(4);

    assertThat(test.journal.labels())
        .filteredOn(label -> label.startsWith("sleep"))
        .containsExactly("sleep 1000ms", "sleep 2000ms", "sleep 4000ms");
    assertThat(test.ledger.entered())
        .extracting(entry -> entry.attempt())
        .containsExactly(1, 2, 3, 4);
    assertThat(verdicts(conversation, 4)).allMatch(ContentVerdict.Done.class::isInstance);
  }

  @Test
  void serverThatNeverRecoversHasItsContentsGivenUpWithTheReason() {
    for (int i = 0; i < 20; i++) {
      test.model.then(new LlmOutcome.TimedOut());
    }
    LlmConversation conversation = test.askAbout(4);

    assertThat(test.model.requests()).hasSize(10);
    assertThat(verdicts(conversation, 4))
        .allSatisfy(
            verdict ->
                assertThat(((ContentVerdict.GiveUp) verdict).reason()).contains("tried 10 times"));
  }

  @Test
  void batchIsNotContinuedWithOtherModelsThanItStartedWith() {
    LlmConversation conversation =
        test.askAbout(4, new ModelNames("account", "former model", null));

    assertThat(conversation.stopReason()).isEqualTo(ModelNames.MODELS_CHANGED);
    assertThat(test.model.requests()).isEmpty();
  }

  @Test
  void tokensBeyondTheEstimateAreReportedWithTheNextGrantOrLeftToTheNextBatch() {
    test.model.thenAnswer(
        request ->
            new LlmOutcome.Answered(
                new LinkedHashMap<>(Map.of("1", new ItemAnswer.Valid(TestContents.answer(0.9)))),
                new LlmUsage(1_000_000, 0, 0, null),
                ObservedLimits.NONE));
    test.askAbout(1);

    assertThat(test.carryOver.take().get(ModelRole.FIRST)).isBetween(900_000L, 1_000_000L);
    assertThat(test.carryOver.take()).as("taken once").isEmpty();
  }

  @Test
  void replayDecidesAsTheFirstRunDidAndSendsNothingAgain() {
    test.model.then(
        new LlmOutcome.Malformed("no JSON", null),
        new LlmOutcome.Throttled(2_000, ObservedLimits.NONE));
    LlmConversation first = test.askAbout(8);
    int sent = test.model.requests().size();
    List<String> labels = test.journal.labels();

    test.journal = test.journal.afterCrash(labels.size(), true);
    LlmConversation replayed = test.askAbout(8);

    assertThat(test.model.requests()).hasSize(sent);
    assertThat(test.journal.labels()).isEqualTo(labels);
    assertThat(verdicts(replayed, 8)).isEqualTo(verdicts(first, 8));
  }

  @Test
  void requestOfAWorkerThatDiedIsCountedAsInterruptedAndNotSentAgainUnderItsId() {
    test.askAbout(4);
    test.journal = test.journal.afterCrash(2, false);
    LlmConversation conversation = test.askAbout(4);

    assertThat(test.journal.labels())
        .containsExactly(
            "reserve " + BUDGET + " 1",
            "request inv-1",
            "reserve " + BUDGET + " 1",
            "request inv-2");
    assertThat(test.model.requests())
        .extracting(LlmRequest::requestId)
        .containsExactly("inv-1", "inv-2");
    assertThat(verdicts(conversation, 4)).allMatch(ContentVerdict.Done.class::isInstance);
  }

  private static LlmOutcome secondLeftOut(LlmRequest request) {
    LlmOutcome.Answered all =
        (LlmOutcome.Answered) ScriptedModel.answered(request, TestContents.answer(0.9));
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>(all.items());
    items.put("2", new ItemAnswer.Missing());
    return new LlmOutcome.Answered(items, all.usage(), all.limits());
  }

  private static List<ContentVerdict> verdicts(LlmConversation conversation, int contents) {
    return TestContents.open(contents, 1).stream()
        .map(content -> conversation.verdict(content.contentHash()))
        .toList();
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
