package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.outcome.Outcome;
import dev.classify.rules.RulesClassifier;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.send.StillWaiting;
import dev.classify.service.send.VirtualRequests;
import dev.classify.triage.RulesReading;
import dev.classify.triage.Triage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A cascade whose model fails, and whose job takes the answers of the rules after a minute.
class ModelOutageTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestConversation test = TestConversation.withOneModel();

  @Test
  void rowsTakeTheAnswersOfTheRulesOnceTheModelHasFailedForLongEnough() throws Exception {
    outage(1_000);
    LlmConversation conversation = ask(8);

    for (PendingContent content : TestContents.open(8, 1)) {
      assertThat(conversation.verdict(content.contentHash()))
          .isEqualTo(new ContentVerdict.ByRules("connection refused"));
    }
    assertThat(test.clock.elapsed()).isBetween(MINUTE, MINUTE.plusSeconds(15));
    assertThat(conversation.stopReason()).isNull();
  }

  @Test
  void shorterOutageIsWaitedFor() throws Exception {
    outage(9);

    assertThat(ask(8).verdict("hash 0")).isInstanceOf(ContentVerdict.Done.class);
    assertThat(test.clock.elapsed()).isLessThan(MINUTE);
  }

  @Test
  void rowThatTheRulesCannotAnswerWaitsOn() {
    outage(1_000);
    List<PendingContent> contents = new ArrayList<>(TestContents.open(2, 4));
    contents.add(PendingContent.of(new Triage.Ask("without", TestContents.INDICATOR, null), 4));
    VirtualRequests requests = test.requests().rulesAfter(MINUTE);

    assertThatThrownBy(() -> test.askAbout(contents, test.names(), requests))
        .isInstanceOf(StillWaiting.class);
    assertThat(test.clock.elapsed()).isGreaterThan(MINUTE.multipliedBy(3));
    assertThat(test.model.sizes()).startsWith(3).endsWith(1);
  }

  @Test
  void retriedStepTakesTheSameAnswersThoughTheModelIsBack() throws Exception {
    outage(1_000);
    ask(8);
    test.model.recover();
    int sent = test.model.requests().size();

    assertThat(ask(8).verdict("hash 0"))
        .isEqualTo(new ContentVerdict.ByRules("connection refused"));
    assertThat(test.model.requests()).hasSize(sent);
  }

  @Test
  void answerOfTheRulesStandsWithADoubtWhereTheModelGaveNone() {
    BatchRow.Accepted row = new BatchRow.Accepted(TestContents.INDICATOR, byRules());

    assertThat(row.unanswered("refused: not this", true))
        .isInstanceOfSatisfying(
            Outcome.Classified.class,
            stands -> {
              assertThat(stands.decided()).isEqualTo(TestContents.DECIDED);
              assertThat(stands.model()).isNull();
              assertThat(stands.modelFailure()).isEqualTo("refused: not this");
              assertThat(stands.doubts())
                  .first()
                  .isEqualTo(
                      "the model gave no answer: refused: not this; the rules' answer stands");
            });
    assertThat(row.unanswered("refused: not this", false))
        .isEqualTo(
            new Outcome.Rejected("ID", byRules().contentHash(), "model", "refused: not this"));
  }

  @Test
  void rowWithoutAnswerOfTheRulesIsRejectedWhereTheModelGaveNone() {
    BatchRow.Accepted row =
        new BatchRow.Accepted(
            TestContents.INDICATOR, new Outcome.Rejected("ID", "hash", "rules", "fault"));

    assertThat(row.unanswered("refused: not this", true))
        .isEqualTo(new Outcome.Rejected("ID", "hash", "model", "refused: not this"));
  }

  private static Outcome byRules() {
    return new RulesReading(new RulesClassifier(TestContents.TABLES), (_, _) -> {})
        .of(TestContents.INDICATOR);
  }

  private void outage(int requests) {
    for (int i = 0; i < requests; i++) {
      test.model.then(new LlmOutcome.Unavailable("connection refused", 0, false));
    }
  }

  private LlmConversation ask(int contents) throws Exception {
    return test.askAbout(contents, test.names(), test.requests().rulesAfter(MINUTE));
  }
}
