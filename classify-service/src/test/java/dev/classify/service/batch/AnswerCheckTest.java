package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ConsistencyMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {

  private static final AnswerCheck ALONE = new AnswerCheck(false, 10);
  private static final AnswerCheck REVIEWED = new AnswerCheck(true, 10);

  @Test
  void whatTheFirstModelIsUnsureOfGoesToTheOther() {
    assertThat(judge(REVIEWED, Some.answer(0.5))).isInstanceOf(Verdict.Ask.class);
    assertThat(judge(REVIEWED, Some.answer(0.9))).isInstanceOf(Verdict.Done.class);
    assertThat(judge(ALONE, Some.answer(0.5))).isInstanceOf(Verdict.Done.class);
  }

  @Test
  void whatContradictsWhatTheRulesReadGoesToTheOtherOrToAPerson() {
    assertThat(Some.BY_RULES.currency()).isEqualTo("USD");

    assertThat(judge(REVIEWED, Some.answer(0.9, "EUR")))
        .isInstanceOfSatisfying(
            Verdict.Ask.class,
            ask ->
                assertThat(ask.row().first())
                    .extracting(Open.Doubted::causes)
                    .isEqualTo(List.of("currency: the model says EUR, the rules say USD")));
    assertThat(done(judge(ALONE, Some.answer(0.9, "EUR"))).doubts())
        .containsExactly("currency: the model says EUR, the rules say USD");
  }

  @Test
  void whatModelAndRulesSayAlikeIsAnAgreement() {
    Verdict.Done done = done(judge(ALONE, Some.answer(0.9)));
    double rules = rulesIn(AnswerField.FAMILY);

    FieldDecision family = in(done, AnswerField.FAMILY);
    assertThat(family.by()).isEqualTo(DecidedBy.MODEL);
    assertThat(family.kind()).isEqualTo(ConfidenceKind.AGREEMENT);
    assertThat(family.confidence())
        .as("both wrong: 0.1 times what the rules leave")
        .isEqualTo(Math.min(0.99, 1 - 0.1 * (1 - rules)));
    assertThat(in(done, AnswerField.UNIT_TYPE).confidence())
        .as("the model repeats what it was told")
        .isEqualTo(Math.max(0.9, rulesIn(AnswerField.UNIT_TYPE)));
    assertThat(done.doubts()).isEmpty();
  }

  @Test
  void whereTheyDifferTheModelHasItsWayAsItStatesIt() {
    Verdict.Done done = done(judge(ALONE, Some.answer(0.9, "EUR")));

    assertThat(done.decided().answer().currency()).isEqualTo("EUR");
    assertThat(in(done, AnswerField.CURRENCY))
        .isEqualTo(new FieldDecision(DecidedBy.MODEL, ConfidenceKind.STATED, 0.9));
  }

  @Test
  void theReviewSettlesWhatOneOfTheOthersSaysToo() {
    Open row = row().review(doubted(Some.answer(0.5, "EUR")), 10);

    Verdict.Done withFirst = done(REVIEWED.of(row, Some.saidInReview(Some.answer(0.9, "EUR"))));
    assertThat(withFirst.decided().answer().currency()).isEqualTo("EUR");
    assertThat(in(withFirst, AnswerField.CURRENCY))
        .isEqualTo(new FieldDecision(DecidedBy.REVIEW_MODEL, ConfidenceKind.AGREEMENT, 0.95));
    assertThat(withFirst.doubts()).isEmpty();

    Verdict.Done withRules = done(REVIEWED.of(row, Some.saidInReview(Some.answer(0.9, "USD"))));
    assertThat(withRules.decided().answer().currency()).isEqualTo("USD");
    assertThat(withRules.model()).isEqualTo("second");
    assertThat(withRules.doubts()).isEmpty();
  }

  @Test
  void theReviewIsOutvotedByTheOtherTwo() {
    Open row = row().review(doubted(Some.answer(0.5)), 10);

    Verdict.Done done = done(REVIEWED.of(row, Some.saidInReview(Some.answer(0.9, "EUR"))));

    assertThat(rulesIn(AnswerField.CURRENCY)).isGreaterThanOrEqualTo(0.6);
    assertThat(done.decided().answer().currency()).isEqualTo("USD");
    assertThat(in(done, AnswerField.CURRENCY).by()).isEqualTo(DecidedBy.MODEL);
    assertThat(done.decided().answer().reasoning())
        .contains("Outvoted by the first model and the rules: currency.");
  }

  @Test
  void whereNoTwoAgreeTheReviewStandsAndAPersonShouldLook() {
    Open row = row().review(doubted(Some.answer(0.5, "GBP")), 10);

    Verdict.Done done = done(REVIEWED.of(row, Some.saidInReview(Some.answer(0.9, "EUR"))));

    assertThat(done.decided().answer().currency()).isEqualTo("EUR");
    assertThat(done.doubts())
        .containsExactly("currency: the review model says EUR, the first GBP, the rules USD");
  }

  @Test
  void theFirstAnswerStandsWhereTheOtherModelFails() {
    Open alone = row().review(doubted(Some.answer(0.9, "EUR")), 1);
    LlmOutcome refusal = new LlmOutcome.Refused("no", null);
    Open once = ((Verdict.Ask) decide(alone, refusal)).row();

    Verdict.Done done = done(decide(once, refusal));

    assertThat(done.decided().answer()).isEqualTo(Some.answer(0.9, "EUR"));
    assertThat(done.model()).isEqualTo("first");
    assertThat(done.doubts())
        .containsExactly(
            "the review model gave no answer: refused: no",
            "currency: the model says EUR, the rules say USD");
  }

  @Test
  void anAnswerThatContradictsItselfIsRepairedAndSaysWhere() {
    assertThat(ConsistencyMatrix.check(Some.contradictory())).isNotEmpty();

    Verdict.Done done = done(judge(ALONE, Some.contradictory()));

    assertThat(ConsistencyMatrix.check(done.decided().answer())).isEmpty();
    assertThat(in(done, AnswerField.SCALE).by()).isEqualTo(DecidedBy.REPAIR);
    assertThat(done.doubts()).anyMatch(doubt -> doubt.startsWith("confidence 0.60 is below"));
  }

  private static Open row() {
    return Some.open(1, 10).getFirst();
  }

  private static Open.Doubted doubted(Classification answer) {
    return new Open.Doubted(Some.said(answer), List.of("unsure"));
  }

  private static Verdict judge(AnswerCheck check, Classification answer) {
    return check.of(row(), Some.said(answer));
  }

  private static Verdict decide(Open row, LlmOutcome outcome) {
    RequestPlan plan = new RequestPlan(Stage.REVIEW, List.of(row));
    return Decision.of(plan, "second", outcome, REVIEWED).verdicts().getFirst();
  }

  private static Verdict.Done done(Verdict verdict) {
    return (Verdict.Done) verdict;
  }

  private static FieldDecision in(Verdict.Done done, AnswerField field) {
    return done.decided().fields().of(field).orElseThrow();
  }

  private static double rulesIn(AnswerField field) {
    return Some.DECIDED.fields().of(field).orElseThrow().confidence();
  }
}
