package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.outcome.DecidedBy;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.ObservedLimits;
import dev.classify.taxonomy.AnswerField;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A conversation with two models: the second is asked where the first is unsure.
class ReviewConversationTest {

  private final TestConversation test = TestConversation.withReviewModel();

  @Test
  void sureAnswerOfTheFirstModelNeedsNoReview() throws Exception {
    LlmConversation conversation = test.askAbout(2);

    assertThat(test.reviewModel.requests()).isEmpty();
    assertThat(done(conversation, 0).model()).isEqualTo("first");
  }

  @Test
  void unsureAnswerGoesToTheReviewModelUnderItsOwnBudget() throws Exception {
    unsure();
    LlmConversation conversation = test.askAbout(4);

    assertThat(test.ledger.entered())
        .extracting(request -> request.model() + " " + request.budgetKey())
        .containsExactly("first account/first", "review account/review");
    assertThat(test.ledger.entered().getLast().attempt()).as("of the review").isOne();
    assertThat(done(conversation, 0).model()).isEqualTo("review");
  }

  @Test
  void fieldThatTwoOfThreeAgreeOnIsDecidedByThem() throws Exception {
    test.model.thenAnswer(
        request -> ScriptedModel.answered(request, TestContents.answer(0.5, "EUR")));
    test.reviewModel.thenAnswer(
        request -> ScriptedModel.answered(request, TestContents.answer(0.9, "EUR")));
    ContentVerdict.Done done = done(test.askAbout(1), 0);

    assertThat(done.decided().answer().currency()).isEqualTo("EUR");
    assertThat(done.decided().fields().of(AnswerField.CURRENCY).orElseThrow().by())
        .isEqualTo(DecidedBy.REVIEW_MODEL);
    assertThat(done.reviewReasons()).isEmpty();
  }

  @Test
  void fieldWithThreeOpinionsFollowsTheReviewModelAndGoesToAPerson() throws Exception {
    test.model.thenAnswer(
        request -> ScriptedModel.answered(request, TestContents.answer(0.5, "EUR")));
    test.reviewModel.thenAnswer(
        request -> ScriptedModel.answered(request, TestContents.answer(0.9, "GBP")));
    ContentVerdict.Done done = done(test.askAbout(1), 0);

    assertThat(done.decided().answer().currency()).isEqualTo("GBP");
    assertThat(done.reviewReasons())
        .containsExactly("currency: the review model says GBP, the first EUR, the rules USD");
  }

  @Test
  void firstAnswerStandsWhereTheReviewModelHasNone() throws Exception {
    unsure();
    test.reviewModel.then(
        new LlmOutcome.Refused("not this", null), new LlmOutcome.Refused("not this", null));
    ContentVerdict.Done done = done(test.askAbout(1), 0);

    assertThat(done.model()).isEqualTo("first");
    assertThat(done.decided().answer().unitType()).isEqualTo(TestContents.BY_RULES.unitType());
    assertThat(done.reviewReasons())
        .first()
        .asString()
        .contains("the review model gave no answer: refused: not this");
  }

  @Test
  void firstAnswerStandsWhenTheJobWaitsForTheReviewModelNoLonger() throws Exception {
    unsure();
    for (int i = 0; i < 100; i++) {
      test.reviewModel.then(new LlmOutcome.Unavailable("connection refused", 0, false));
    }
    LlmConversation conversation =
        test.askAbout(1, test.names(), test.requests().rulesAfter(Duration.ofSeconds(30)));

    ContentVerdict.Done done = done(conversation, 0);
    assertThat(done.model()).isEqualTo("first");
    assertThat(done.reviewReasons())
        .first()
        .isEqualTo("the review model gave no answer: connection refused");
  }

  @Test
  void rateLimitOfTheReviewModelDoesNotHoldTheFirst() throws Exception {
    unsure();
    test.model.then(new LlmOutcome.Malformed("no JSON", null));
    test.reviewModel.then(new LlmOutcome.Throttled(30_000, ObservedLimits.NONE));
    test.askAbout(8);

    assertThat(test.model.sentAfter()).allMatch(sent -> sent.compareTo(Duration.ofSeconds(3)) < 0);
    assertThat(test.reviewModel.sentAfter().getLast()).isGreaterThan(Duration.ofSeconds(31));
  }

  /// And the rules do not agree.
  private void unsure() {
    test.model.thenAnswer(
        request -> ScriptedModel.answered(request, TestContents.answer(0.5, "EUR")));
  }

  private static ContentVerdict.Done done(LlmConversation conversation, int content) {
    return (ContentVerdict.Done)
        Objects.requireNonNull(conversation.verdict("hash " + content), "the job was stopped");
  }
}
