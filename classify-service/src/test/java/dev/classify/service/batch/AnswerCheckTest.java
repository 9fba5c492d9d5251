package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.outcome.ConfidenceCalibration;
import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.outcome.FieldDecisions;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ConsistencyMatrix;
import dev.classify.triage.Triage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {

  private static final AnswerCheck ALONE =
      new AnswerCheck(false, 10, TestContents.TABLES.repair(), ConfidenceCalibration.NONE);
  private static final AnswerCheck REVIEWED =
      new AnswerCheck(true, 10, TestContents.TABLES.repair(), ConfidenceCalibration.NONE);

  @Test
  void unsureAnswerGoesToTheReviewModel() {
    PendingContent.AnswerByModel unsure = TestContents.said(TestContents.answer(0.5));
    assertThat(REVIEWED.of(contentWithoutRules(), unsure))
        .isInstanceOf(ContentVerdict.AskAgain.class);
    assertThat(REVIEWED.of(row(), unsure))
        .as("confident rules say the same")
        .isInstanceOf(ContentVerdict.Done.class);
    assertThat(judge(REVIEWED, TestContents.answer(0.9))).isInstanceOf(ContentVerdict.Done.class);
    assertThat(judge(ALONE, TestContents.answer(0.5))).isInstanceOf(ContentVerdict.Done.class);
  }

  @Test
  void answerThatContradictsTheRulesGoesToTheReviewModelOrAPerson() {
    assertThat(TestContents.BY_RULES.currency()).isEqualTo("USD");

    assertThat(judge(REVIEWED, TestContents.answer(0.9, "EUR")))
        .isInstanceOfSatisfying(
            ContentVerdict.AskAgain.class,
            ask ->
                assertThat(ask.content().firstAnswer())
                    .extracting(PendingContent.DoubtedAnswer::causes)
                    .isEqualTo(List.of("currency: the model says EUR, the rules say USD")));
    assertThat(done(judge(ALONE, TestContents.answer(0.9, "EUR"))).reviewReasons())
        .containsExactly("currency: the model says EUR, the rules say USD");
  }

  @Test
  void sameValueFromModelAndRulesIsAnAgreement() {
    ContentVerdict.Done done = done(judge(ALONE, TestContents.answer(0.9)));
    double rules = rulesIn(AnswerField.FAMILY);

    FieldDecision family = in(done, AnswerField.FAMILY);
    assertThat(family.by()).isEqualTo(DecidedBy.MODEL);
    assertThat(family.kind()).isEqualTo(ConfidenceKind.AGREEMENT);
    assertThat(family.confidence())
        .as("both are wrong with 0.1 times the error probability of the rules")
        .isEqualTo(Math.min(0.99, 1 - 0.1 * (1 - rules)));
    assertThat(in(done, AnswerField.UNIT_TYPE).confidence())
        .as("the model repeats a hint of the rules")
        .isEqualTo(Math.max(0.9, rulesIn(AnswerField.UNIT_TYPE)));
    assertThat(done.reviewReasons()).isEmpty();
  }

  @Test
  void confidenceFollowsFromTheFields() {
    assertThat(done(judge(ALONE, TestContents.answer(0.9))).decided().answer().confidence())
        .as("the rules agree in every field")
        .isEqualTo(0.99);

    PendingContent.AnswerByModel said = TestContents.said(TestContents.answer(0.99));
    Map<AnswerField, FieldDecision> fields = new EnumMap<>(said.decided().fields().byField());
    fields.put(
        AnswerField.HEAT_MAP_ORIENTATION,
        new FieldDecision(DecidedBy.MODEL, ConfidenceKind.LOGPROB, 0.4));
    PendingContent content = contentWithoutRules();
    ContentVerdict.Done done =
        done(
            ALONE.of(
                content,
                new PendingContent.AnswerByModel(
                    new DecidedAnswer(said.answer(), new FieldDecisions(fields)), said.model())));
    assertThat(done.decided().answer().confidence()).isEqualTo(0.45);
    assertThat(done.reviewReasons()).containsExactly("confidence 0.45 is below 0.80");
  }

  @Test
  void calibratedConfidenceDecidesAboutReview() {
    ConfidenceCalibration calibration =
        new ConfidenceCalibration(
            1,
            List.of(
                new ConfidenceCalibration.Curve(
                    "first",
                    ConfidenceKind.STATED,
                    200,
                    List.of(new ConfidenceCalibration.Step(0.5, 0.55)))));
    AnswerCheck alone = new AnswerCheck(false, 10, TestContents.TABLES.repair(), calibration);
    PendingContent.AnswerByModel sure = TestContents.said(TestContents.answer(0.99));

    ContentVerdict.Done done = done(alone.of(contentWithoutRules(), sure));
    assertThat(done.decided().answer().confidence()).isEqualTo(0.55);
    assertThat(in(done, AnswerField.FAMILY))
        .isEqualTo(new FieldDecision(DecidedBy.MODEL, ConfidenceKind.STATED, 0.55, 0.99));
    assertThat(done.reviewReasons()).containsExactly("confidence 0.55 is below 0.80");

    AnswerCheck reviewed = new AnswerCheck(true, 10, TestContents.TABLES.repair(), calibration);
    assertThat(reviewed.of(contentWithoutRules(), sure))
        .isInstanceOf(ContentVerdict.AskAgain.class);
    assertThat(REVIEWED.of(contentWithoutRules(), sure)).isInstanceOf(ContentVerdict.Done.class);
  }

  private static PendingContent contentWithoutRules() {
    return PendingContent.of(new Triage.Ask("hash", TestContents.INDICATOR, null), 10);
  }

  @Test
  void modelOverrulesTheRulesAtItsStatedConfidence() {
    ContentVerdict.Done done = done(judge(ALONE, TestContents.answer(0.9, "EUR")));

    assertThat(done.decided().answer().currency()).isEqualTo("EUR");
    assertThat(in(done, AnswerField.CURRENCY))
        .isEqualTo(new FieldDecision(DecidedBy.MODEL, ConfidenceKind.STATED, 0.9));
  }

  @Test
  void reviewAnswerWinsIfTheFirstModelOrTheRulesAgree() {
    PendingContent row = row().forReview(doubted(TestContents.answer(0.5, "EUR")), 10);

    ContentVerdict.Done withFirst =
        done(REVIEWED.of(row, TestContents.saidInReview(TestContents.answer(0.9, "EUR"))));
    assertThat(withFirst.decided().answer().currency()).isEqualTo("EUR");
    assertThat(in(withFirst, AnswerField.CURRENCY))
        .isEqualTo(new FieldDecision(DecidedBy.REVIEW_MODEL, ConfidenceKind.AGREEMENT, 0.95));
    assertThat(withFirst.reviewReasons()).isEmpty();

    ContentVerdict.Done withRules =
        done(REVIEWED.of(row, TestContents.saidInReview(TestContents.answer(0.9, "USD"))));
    assertThat(withRules.decided().answer().currency()).isEqualTo("USD");
    assertThat(withRules.model()).isEqualTo("second");
    assertThat(withRules.reviewReasons()).isEmpty();
  }

  @Test
  void firstModelAndRulesOutvoteTheReview() {
    PendingContent row = row().forReview(doubted(TestContents.answer(0.5)), 10);

    ContentVerdict.Done done =
        done(REVIEWED.of(row, TestContents.saidInReview(TestContents.answer(0.9, "EUR"))));

    assertThat(rulesIn(AnswerField.CURRENCY)).isGreaterThanOrEqualTo(0.6);
    assertThat(done.decided().answer().currency()).isEqualTo("USD");
    assertThat(in(done, AnswerField.CURRENCY).by()).isEqualTo(DecidedBy.MODEL);
    assertThat(done.decided().answer().reasoning())
        .contains("Outvoted by the first model and the rules: currency.");
  }

  @Test
  void reviewAnswerWithoutAnyAgreementGoesToAPerson() {
    PendingContent row = row().forReview(doubted(TestContents.answer(0.5, "GBP")), 10);

    ContentVerdict.Done done =
        done(REVIEWED.of(row, TestContents.saidInReview(TestContents.answer(0.9, "EUR"))));

    assertThat(done.decided().answer().currency()).isEqualTo("EUR");
    assertThat(done.reviewReasons())
        .containsExactly("currency: the review model says EUR, the first GBP, the rules USD");
  }

  @Test
  void firstAnswerIsKeptIfTheReviewModelFails() {
    PendingContent alone = row().forReview(doubted(TestContents.answer(0.9, "EUR")), 1);
    LlmOutcome refusal = new LlmOutcome.Refused("no", null);
    PendingContent once = ((ContentVerdict.AskAgain) decide(alone, refusal)).content();

    ContentVerdict.Done done = done(decide(once, refusal));

    assertThat(done.decided().answer())
        .as("weakest is the currency, in which the rules do not agree")
        .isEqualTo(TestContents.answer(0.95, "EUR"));
    assertThat(done.model()).isEqualTo("first");
    assertThat(done.reviewReasons())
        .containsExactly(
            "the review model gave no answer: refused: no",
            "currency: the model says EUR, the rules say USD");
  }

  @Test
  void contradictoryAnswerIsRepairedAndMarked() {
    assertThat(ConsistencyMatrix.check(TestContents.contradictory())).isNotEmpty();

    ContentVerdict.Done done = done(judge(ALONE, TestContents.contradictory()));

    assertThat(ConsistencyMatrix.check(done.decided().answer())).isEmpty();
    assertThat(in(done, AnswerField.SCALE).by()).isEqualTo(DecidedBy.REPAIR);
    assertThat(done.reviewReasons())
        .anyMatch(reason -> reason.startsWith("confidence 0.60 is below"));
  }

  private static PendingContent row() {
    return TestContents.open(1, 10).getFirst();
  }

  private static PendingContent.DoubtedAnswer doubted(Classification answer) {
    return new PendingContent.DoubtedAnswer(TestContents.said(answer), List.of("unsure"));
  }

  private static ContentVerdict judge(AnswerCheck check, Classification answer) {
    return check.of(row(), TestContents.said(answer));
  }

  private static ContentVerdict decide(PendingContent row, LlmOutcome outcome) {
    RequestPlan plan = new RequestPlan(ModelRole.REVIEW, List.of(row));
    return NextStep.of(plan, "second", outcome, REVIEWED).verdicts().getFirst();
  }

  private static ContentVerdict.Done done(ContentVerdict verdict) {
    return (ContentVerdict.Done) verdict;
  }

  private static FieldDecision in(ContentVerdict.Done done, AnswerField field) {
    return done.decided().fields().of(field).orElseThrow();
  }

  private static double rulesIn(AnswerField field) {
    return TestContents.DECIDED.fields().of(field).orElseThrow().confidence();
  }
}
