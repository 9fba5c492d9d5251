package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.service.llm.ItemAnswer;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.ObservedLimits;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ConsistencyMatrix;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class DecisionTest {

  private static final AnswerCheck ALONE = new AnswerCheck(false, 10);
  private static final AnswerCheck REVIEWED = new AnswerCheck(true, 10);

  @Test
  void goodAnswersAreKeptAndOnlyTheBadOnesAreAskedAgainInSmallerRequests() {
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>();
    items.put("1", new ItemAnswer.Valid(Some.answer(0.9)));
    items.put("2", new ItemAnswer.Missing());
    items.put("3", new ItemAnswer.Faulty(List.of("scale is missing")));
    Decision decision =
        decide(plan(4, 10), new LlmOutcome.Answered(items, null, ObservedLimits.NONE));

    assertThat(decision.verdicts().getFirst())
        .isEqualTo(new Verdict.Done(new Open.Answered(Some.answer(0.9), "model")));
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
  void whatTheFirstModelIsUnsureOfGoesToTheOther() {
    assertThat(judge(REVIEWED, Some.answer(0.5))).isInstanceOf(Verdict.Ask.class);
    assertThat(judge(REVIEWED, Some.answer(0.9))).isInstanceOf(Verdict.Done.class);
    assertThat(judge(ALONE, Some.answer(0.5))).isInstanceOf(Verdict.Done.class);
  }

  @Test
  void whatContradictsTheUnitGoesToTheOther() {
    assertThat(Some.BY_RULES.currency()).isEqualTo("USD");
    assertThat(judge(REVIEWED, Some.answer(0.9, "EUR"))).isInstanceOf(Verdict.Ask.class);
  }

  @Test
  void theFirstAnswerStandsWhereTheOtherModelFails() {
    Open.Answered first = new Open.Answered(Some.answer(0.5), "first");
    Open alone = Some.open(1, 1).getFirst().review(first, 1);
    LlmOutcome refusal = new LlmOutcome.Refused("no", null);
    Verdict again =
        decide(new RequestPlan(Stage.REVIEW, List.of(alone)), refusal).verdicts().getFirst();
    Open once = ((Verdict.Ask) again).row();

    assertThat(decide(new RequestPlan(Stage.REVIEW, List.of(once)), refusal).verdicts())
        .containsExactly(new Verdict.Done(first));
  }

  @Test
  void anAnswerThatContradictsItselfIsRepairedWhereNobodyElseIsAsked() {
    Verdict verdict = judge(ALONE, Some.contradictory());

    assertThat(ConsistencyMatrix.check(Some.contradictory())).isNotEmpty();
    assertThat(verdict).isInstanceOf(Verdict.Done.class);
    assertThat(ConsistencyMatrix.check(((Verdict.Done) verdict).said().answer())).isEmpty();
  }

  private static Verdict judge(AnswerCheck check, Classification answer) {
    return check.of(Some.open(1, 10).getFirst(), new Open.Answered(answer, "model"));
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
