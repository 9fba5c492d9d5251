package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.service.llm.ItemAnswer;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmRequest;
import dev.classify.service.send.StillWaiting;
import dev.classify.service.send.VirtualRequests;
import dev.classify.store.ledger.LedgerEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class LlmConversationTest {

  private final TestConversation test = TestConversation.withOneModel();

  @Test
  void contentsAreAskedAboutInAsFewRequestsAsTheyFitIn() throws Exception {
    LlmConversation conversation = test.askAbout(10);

    assertThat(test.model.sizes()).containsExactly(4, 4, 2);
    assertThat(test.model.requests())
        .extracting(request -> request.requestId().substring(0, 6))
        .containsExactly("inv-1-", "inv-2-", "inv-3-");
    assertThat(test.ledger.outcomes()).containsOnly("answered").hasSize(3);
    assertThat(verdicts(conversation, 10)).allMatch(ContentVerdict.Done.class::isInstance);
    assertThat(conversation.stopReason()).isNull();
  }

  @Test
  void onlyTheContentsThatWereAnsweredBadlyAreAskedAboutAgain() throws Exception {
    test.model.thenAnswer(LlmConversationTest::secondLeftOut);
    LlmConversation conversation = test.askAbout(4);

    assertThat(test.model.sizes()).containsExactly(4, 1);
    assertThat(verdicts(conversation, 4)).allMatch(ContentVerdict.Done.class::isInstance);
  }

  @Test
  void contentThatIsNeverAnsweredIsGivenUpAfterTwoRequestsOfItsOwn() throws Exception {
    for (int i = 0; i < 8; i++) {
      test.model.then(new LlmOutcome.Refused("not this", null));
    }
    LlmConversation conversation = test.askAbout(2);

    assertThat(test.model.sizes()).containsExactly(2, 1, 1, 1, 1);
    assertThat(verdicts(conversation, 2))
        .containsOnly(new ContentVerdict.GiveUp("refused: not this"));
  }

  @Test
  void budgetSpreadsTheRequestsOfABatchOverTime() throws Exception {
    test.limits(60, null).askAbout(40);

    List<Duration> sent = test.model.sentAfter();
    assertThat(sent).hasSize(10);
    for (int i = 1; i < sent.size(); i++) {
      assertThat(sent.get(i).minus(sent.get(i - 1))).isBetween(ms(1_000), ms(1_100));
    }
    assertThat(test.ledger.outcomes()).containsOnly("answered");
  }

  @Test
  void exhaustedQuotaStopsTheJobAndSendsNothingMore() throws Exception {
    test.limits(60, null).model.then(new LlmOutcome.QuotaExhausted("nothing left to spend"));
    LlmConversation conversation = test.askAbout(8);

    assertThat(conversation.stopReason()).isEqualTo("nothing left to spend");
    assertThat(test.ledger.stopReason("job")).contains("nothing left to spend");
    assertThat(test.model.requests()).as("the second finds the job stopped").hasSize(1);
    assertThat(verdicts(conversation, 8)).containsOnlyNulls();
  }

  @Test
  void batchOfAJobThatWasStoppedElsewhereEndsWithoutARequest() throws Exception {
    test.ledger.stopJob("job", "stopped by a person");
    LlmConversation conversation = test.askAbout(8);

    assertThat(conversation.stopReason()).isEqualTo("stopped by a person");
    assertThat(test.model.requests()).isEmpty();
  }

  @Test
  void jobWhoseCostCapIsReachedStopsWithTheReason() throws Exception {
    test.ledger.prescribe(
        new LedgerEntry.NoRoomYet(), new LedgerEntry.JobStopped("the budget of 1 USD is spent"));
    LlmConversation conversation = test.askAbout(4);

    assertThat(conversation.stopReason()).isEqualTo("the budget of 1 USD is spent");
    assertThat(test.model.requests()).isEmpty();
  }

  @Test
  void batchIsNotContinuedWithOtherModelsThanItStartedWith() throws Exception {
    LlmConversation conversation =
        test.askAbout(4, new ModelNames("account", "former model", null), test.requests());

    assertThat(conversation.stopReason()).isEqualTo(ModelNames.MODELS_CHANGED);
    assertThat(test.model.requests()).isEmpty();
  }

  @Test
  void serverThatFailsIsAskedAgainUntilItAnswers() throws Exception {
    LlmOutcome failed = new LlmOutcome.Unavailable("HTTP 500", 1_000, true);
    for (int i = 0; i < 30; i++) {
      test.model.then(failed);
    }
    LlmConversation conversation = test.askAbout(4);

    assertThat(verdicts(conversation, 4)).allMatch(ContentVerdict.Done.class::isInstance);
    assertThat(test.model.requests()).hasSize(31);
  }

  @Test
  void batchGivesUpItsStepAfterMinutesOfWaitingAndPaysForNothingTwiceAfterwards() throws Exception {
    test.limits(1, null);
    VirtualRequests requests = test.requests();

    assertThatThrownBy(() -> test.askAbout(40, test.names(), requests))
        .isInstanceOf(StillWaiting.class)
        .hasMessageContaining("still waiting");
    int sent = test.model.requests().size();
    assertThat(sent).isBetween(4, 6);
    while (true) {
      try {
        LlmConversation conversation = test.askAbout(40, test.names(), requests);
        assertThat(verdicts(conversation, 40)).allMatch(ContentVerdict.Done.class::isInstance);
        break;
      } catch (StillWaiting _) {
        assertThat(test.model.requests().size()).isGreaterThan(sent);
      }
    }
    assertThat(test.model.requests())
        .extracting(LlmRequest::requestId)
        .doesNotHaveDuplicates()
        .hasSize(10);
  }

  @Test
  void retriedStepDecidesAsTheFirstTryDidAndSendsNothingAgain() throws Exception {
    test.model.then(new LlmOutcome.Malformed("no JSON", null));
    LlmConversation first = test.askAbout(8);
    int sent = test.model.requests().size();
    LlmConversation again = test.askAbout(8);

    assertThat(test.model.requests()).hasSize(sent);
    assertThat(verdicts(again, 8)).isEqualTo(verdicts(first, 8));
  }

  @Test
  void waitingStepOfAWorkerThatStopsEndsAtOnce() throws Exception {
    VirtualRequests requests = test.requests();
    requests.stop();

    assertThatThrownBy(() -> test.askAbout(4, test.names(), requests))
        .isInstanceOf(StillWaiting.class)
        .hasMessageContaining("its worker stops");
    assertThat(test.model.requests()).isEmpty();
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
