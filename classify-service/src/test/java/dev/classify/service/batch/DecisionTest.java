package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.service.llm.ItemAnswer;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.ObservedLimits;
import dev.classify.taxonomy.AnswerField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class DecisionTest {

  private static final AnswerCheck ALONE = new AnswerCheck(false, 10);

  @Test
  void goodAnswersAreKeptAndOnlyTheBadOnesAreAskedAgainInSmallerRequests() {
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>();
    items.put("1", new ItemAnswer.Valid(Some.answer(0.9)));
    items.put("2", new ItemAnswer.Missing());
    items.put("3", new ItemAnswer.Faulty(List.of("scale is missing")));
    Decision decision =
        decide(plan(4, 10), new LlmOutcome.Answered(items, null, ObservedLimits.NONE));

    assertThat(decision.verdicts().getFirst())
        .isInstanceOfSatisfying(
            Verdict.Done.class,
            done -> {
              assertThat(done.decided().answer()).isEqualTo(Some.answer(0.9));
              assertThat(done.model()).isEqualTo("model");
              assertThat(done.doubts()).isEmpty();
            });
    assertThat(decision.verdicts().subList(1, 4))
        .allSatisfy(
            verdict -> {
              Open again = ((Verdict.Ask) verdict).row();
              assertThat(again.together()).isEqualTo(2);
              assertThat(again.asked()).isOne();
            });
    assertThat(((Verdict.Ask) decision.verdicts().get(2)).row().lastReason())
        .isEqualTo("scale is missing");
  }

  @Test
  void requestsThatComeToNothingAreHalvedDownToOneAndThenRejectedWithTheReason() {
    LlmOutcome refusal = new LlmOutcome.Refused("not this one", null);
    RequestPlan plan = plan(10, 10);
    int asked = 0;
    Verdict verdict;
    do {
      asked += plan.rows().size() > 1 ? 1 : 0;
      verdict = decide(plan, refusal).verdicts().getFirst();
      if (verdict instanceof Verdict.Ask(Open row)) {
        int size = row.together();
        plan = new RequestPlan(Stage.FIRST, Collections.nCopies(size, row));
      }
    } while (verdict instanceof Verdict.Ask);

    assertThat(asked).as("requests of 10, 5 and 2").isEqualTo(3);
    assertThat(verdict).isEqualTo(new Verdict.GiveUp("refused: not this one"));
  }

  @Test
  void throttlingHoldsEverybodyBackAndCostsTheRowsNothing() {
    Decision decision = decide(plan(3, 10), new LlmOutcome.Throttled(1_500, ObservedLimits.NONE));

    assertThat(decision.hold()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(decision.pause()).isZero();
    assertThat(decision.verdicts()).allMatch(Verdict.Ask.class::isInstance);
    assertThat(((Verdict.Ask) decision.verdicts().getFirst()).row().together()).isEqualTo(10);
  }

  @Test
  void anExhaustedQuotaAndWrongSettingsStopTheJob() {
    assertThat(decide(plan(1, 10), new LlmOutcome.QuotaExhausted("nothing left")).stop())
        .isEqualTo("nothing left");
    assertThat(decide(plan(1, 10), new LlmOutcome.Unusable("wrong key")).stop())
        .isEqualTo("wrong key");
  }

  @Test
  void aServerThatFailsIsAskedAgainAfterPausesThatGrowAndNotForEver() {
    LlmOutcome away = new LlmOutcome.Unavailable("HTTP 500", 1_000);
    RequestPlan plan = plan(1, 10);
    Duration waited = Duration.ZERO;
    int tries = 0;
    Verdict verdict;
    do {
      Decision decision = decide(plan, away);
      verdict = decision.verdicts().getFirst();
      waited = waited.plus(decision.pause());
      tries++;
      if (verdict instanceof Verdict.Ask(Open row)) {
        plan = new RequestPlan(Stage.FIRST, List.of(row));
      }
    } while (verdict instanceof Verdict.Ask);

    assertThat(tries).isEqualTo(10);
    assertThat(waited).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(10));
    assertThat(verdict).isEqualTo(new Verdict.GiveUp("tried 10 times, at last: HTTP 500"));
  }

  @Test
  void havingBeenSentAwayOftenDoesNotMakeOneFailureTheLast() {
    Open row = Some.open(1, 10).getFirst();
    for (int i = 0; i < 20; i++) {
      row = askedAgain(row, new LlmOutcome.Throttled(100, ObservedLimits.NONE));
    }

    assertThat(askedAgain(row, new LlmOutcome.TimedOut()).asked()).isEqualTo(21);
  }

  @Test
  void aServerThatSaysNotToWaitIsAskedAfterPausesThatGrowAllTheSame() {
    Open row = Some.open(1, 10).getFirst();
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      LlmOutcome now = new LlmOutcome.Throttled(0, ObservedLimits.NONE);
      pauses.add(decide(new RequestPlan(Stage.FIRST, List.of(row)), now).pause());
      row = askedAgain(row, now);
    }

    assertThat(pauses).startsWith(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(pauses).endsWith(Duration.ofSeconds(15));
    assertThat(pauses).isSorted();
  }

  @Test
  void aFailingServerThatSaysNotToWaitIsAskedAtOnceOnlyOnce() {
    LlmOutcome away = new LlmOutcome.Unavailable("HTTP 503", 0);
    Open row = Some.open(1, 10).getFirst();

    assertThat(decide(new RequestPlan(Stage.FIRST, List.of(row)), away).pause()).isZero();
    RequestPlan again = new RequestPlan(Stage.FIRST, List.of(askedAgain(row, away)));
    assertThat(decide(again, away).pause()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void anIndicatorThatIsNeverAnsweredWellIsAskedAgainWithoutItsNeighbours() {
    List<Open> open = new ArrayList<>(Some.open(10, 10));
    Map<String, Integer> asked = new HashMap<>();
    Verdict end = null;
    while (!open.isEmpty()) {
      RequestPlan plan = RequestPlan.of(open).getFirst();
      open.removeAll(plan.rows());
      plan.rows().forEach(row -> asked.merge(row.contentHash(), 1, Integer::sum));
      List<Verdict> verdicts = decide(plan, poisoned(plan, "hash 3")).verdicts();
      for (Verdict verdict : verdicts) {
        if (verdict instanceof Verdict.Ask(Open row)) {
          open.add(row);
        } else if (verdict instanceof Verdict.GiveUp) {
          end = verdict;
        }
      }
    }

    assertThat(end).isEqualTo(new Verdict.GiveUp("scale is missing"));
    assertThat(asked.remove("hash 3")).isBetween(2, 6);
    assertThat(asked.values()).hasSize(9).containsOnly(1);
  }

  @Test
  void theProbabilityOfAFieldIsTheConfidenceInItWhereItIsKnown() {
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>();
    items.put("1", new ItemAnswer.Valid(Some.answer(0.9), Map.of(AnswerField.FAMILY, 0.5)));
    Open row = Open.of("hash", Some.INDICATOR, null, 10);
    Verdict.Done done =
        (Verdict.Done)
            decide(
                    new RequestPlan(Stage.FIRST, List.of(row)),
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
    for (Open row : plan.rows()) {
      items.put(
          RequestPlan.echoId(items.size()),
          row.contentHash().equals(contentHash)
              ? new ItemAnswer.Faulty(List.of("scale is missing"))
              : new ItemAnswer.Valid(Some.answer(0.9)));
    }
    return new LlmOutcome.Answered(items, null, ObservedLimits.NONE);
  }

  private static Open askedAgain(Open row, LlmOutcome outcome) {
    RequestPlan plan = new RequestPlan(Stage.FIRST, List.of(row));
    return ((Verdict.Ask) decide(plan, outcome).verdicts().getFirst()).row();
  }

  private static RequestPlan plan(int rows, int together) {
    return RequestPlan.of(Some.open(rows, together)).getFirst();
  }

  private static Decision decide(RequestPlan plan, LlmOutcome outcome) {
    return Decision.of(plan, "model", outcome, ALONE);
  }
}
