package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.outcome.ConfidenceCalibration;
import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.service.llm.ItemAnswer;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.ObservedLimits;
import dev.classify.taxonomy.AnswerField;
import dev.classify.triage.Packing;
import dev.classify.triage.Triage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class NextStepTest {

  private static final AnswerCheck ALONE =
      new AnswerCheck(false, 10, TestContents.TABLES.repair(), ConfidenceCalibration.NONE);

  @Test
  void goodAnswersAreKeptAndBadOnesRetriedInSmallerRequests() {
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>();
    items.put("1", new ItemAnswer.Valid(TestContents.answer(0.9)));
    items.put("2", new ItemAnswer.Missing());
    items.put("3", new ItemAnswer.Faulty(List.of("scale is missing")));
    NextStep decision =
        decide(plan(4, 10), new LlmOutcome.Answered(items, null, ObservedLimits.NONE));

    assertThat(decision.verdicts().getFirst())
        .isInstanceOfSatisfying(
            ContentVerdict.Done.class,
            done -> {
              assertThat(done.decided().answer()).isEqualTo(TestContents.answer(0.99));
              assertThat(done.model()).isEqualTo("model");
              assertThat(done.reviewReasons()).isEmpty();
            });
    assertThat(decision.verdicts().subList(1, 4))
        .allSatisfy(
            verdict -> {
              PendingContent again = ((ContentVerdict.AskAgain) verdict).content();
              assertThat(again.rowsPerRequest()).isEqualTo(2);
              assertThat(again.timesAsked()).isOne();
            });
    assertThat(((ContentVerdict.AskAgain) decision.verdicts().get(2)).content().lastProblem())
        .isEqualTo("scale is missing");
  }

  @Test
  void failedRequestsAreHalvedAndASingleContentIsRejectedWithTheReason() {
    LlmOutcome refusal = new LlmOutcome.Refused("not this one", null);
    RequestPlan plan = plan(10, 10);
    int asked = 0;
    ContentVerdict verdict;
    do {
      asked += plan.contents().size() > 1 ? 1 : 0;
      verdict = decide(plan, refusal).verdicts().getFirst();
      if (verdict instanceof ContentVerdict.AskAgain(PendingContent row)) {
        int size = row.rowsPerRequest();
        plan = new RequestPlan(ModelRole.FIRST, Collections.nCopies(size, row));
      }
    } while (verdict instanceof ContentVerdict.AskAgain);

    assertThat(asked).as("requests of 10, 5 and 2").isEqualTo(3);
    assertThat(verdict).isEqualTo(new ContentVerdict.GiveUp("refused: not this one"));
  }

  @Test
  void exhaustedQuotaAndWrongSettingsStopTheJob() {
    assertThat(decide(plan(1, 10), new LlmOutcome.QuotaExhausted("nothing left")).stopReason())
        .isEqualTo("nothing left");
    assertThat(decide(plan(1, 10), new LlmOutcome.Unusable("wrong key")).stopReason())
        .isEqualTo("wrong key");
  }

  @Test
  void requestThatTheServerCannotAnswerIsHalvedAndASingleContentGivenUp() {
    NextStep timedOut = decide(plan(4, 10), new LlmOutcome.TimedOut());
    assertThat(timedOut.verdicts())
        .allSatisfy(
            verdict ->
                assertThat(((ContentVerdict.AskAgain) verdict).content().rowsPerRequest())
                    .isEqualTo(2));

    LlmOutcome failed = new LlmOutcome.Unavailable("HTTP 500", 0, true);
    PendingContent alone =
        ((ContentVerdict.AskAgain) decide(plan(1, 1), failed).verdicts().getFirst()).content();
    assertThat(decide(new RequestPlan(ModelRole.FIRST, List.of(alone)), failed).verdicts())
        .containsExactly(new ContentVerdict.GiveUp("HTTP 500"));
  }

  @Test
  void answerThatWasCutOffByThinkingMayBeLongerTheNextTime() {
    NextStep raised = decide(plan(4, 10), new LlmOutcome.CutOff(2_000, null));
    PendingContent again = ((ContentVerdict.AskAgain) raised.verdicts().getFirst()).content();

    assertThat(again.rowsPerRequest()).isEqualTo(10);
    assertThat(again.answerTokensMin()).isEqualTo(8_192);
    NextStep halved = decide(plan(4, 10), new LlmOutcome.CutOff(65_536, null));
    assertThat(((ContentVerdict.AskAgain) halved.verdicts().getFirst()).content().rowsPerRequest())
        .isEqualTo(2);
  }

  @Test
  void badIndicatorIsRetriedWithoutItsNeighbours() {
    List<PendingContent> open = new ArrayList<>(TestContents.open(10, 10));
    Map<String, Integer> asked = new HashMap<>();
    ContentVerdict end = null;
    while (!open.isEmpty()) {
      RequestPlan plan = RequestPlan.of(open).getFirst();
      open.removeAll(plan.contents());
      plan.contents().forEach(row -> asked.merge(row.contentHash(), 1, Integer::sum));
      List<ContentVerdict> verdicts = decide(plan, poisoned(plan, "hash 3")).verdicts();
      for (ContentVerdict verdict : verdicts) {
        if (verdict instanceof ContentVerdict.AskAgain(PendingContent row)) {
          open.add(row);
        } else if (verdict instanceof ContentVerdict.GiveUp) {
          end = verdict;
        }
      }
    }

    assertThat(end).isEqualTo(new ContentVerdict.GiveUp("scale is missing"));
    assertThat(asked.remove("hash 3")).isBetween(2, 6);
    assertThat(asked.values()).hasSize(9).containsOnly(1);
  }

  @Test
  void knownProbabilityOfAFieldIsItsConfidence() {
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>();
    items.put("1", new ItemAnswer.Valid(TestContents.answer(0.9), Map.of(AnswerField.FAMILY, 0.5)));
    PendingContent row =
        PendingContent.of(new Triage.Ask("hash", TestContents.INDICATOR, null), 10);
    ContentVerdict.Done done =
        (ContentVerdict.Done)
            decide(
                    new RequestPlan(ModelRole.FIRST, List.of(row)),
                    new LlmOutcome.Answered(items, null, ObservedLimits.NONE))
                .verdicts()
                .getFirst();

    assertThat(done.decided().fields().of(AnswerField.FAMILY))
        .contains(new FieldDecision(DecidedBy.MODEL, ConfidenceKind.LOGPROB, 0.5));
    assertThat(done.decided().fields().of(AnswerField.SCALE))
        .contains(new FieldDecision(DecidedBy.MODEL, ConfidenceKind.STATED, 0.9));
  }

  private static LlmOutcome poisoned(RequestPlan plan, String contentHash) {
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>();
    for (PendingContent row : plan.contents()) {
      items.put(
          Packing.echoId(items.size()),
          row.contentHash().equals(contentHash)
              ? new ItemAnswer.Faulty(List.of("scale is missing"))
              : new ItemAnswer.Valid(TestContents.answer(0.9)));
    }
    return new LlmOutcome.Answered(items, null, ObservedLimits.NONE);
  }

  private static RequestPlan plan(int rows, int rowsPerRequest) {
    return RequestPlan.of(TestContents.open(rows, rowsPerRequest)).getFirst();
  }

  private static NextStep decide(RequestPlan plan, LlmOutcome outcome) {
    return NextStep.of(plan, "model", outcome, ALONE);
  }
}
