package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.taxonomy.AnswerField;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldVoteTest {

  @Test
  void singleAnswerIsUnchanged() {
    DecidedAnswer only = model(DecidedBy.MODEL, 0.7, "EUR");
    FieldVote vote = FieldVote.of(List.of(only), null);

    assertThat(vote.elected()).isEqualTo(only);
    assertThat(vote.undecidedFields()).containsExactly(AnswerField.values());
  }

  @Test
  void majorityDecidesAFieldAndTheReasoningSaysSo() {
    DecidedAnswer elected =
        FieldVote.of(
                List.of(
                    model(DecidedBy.REVIEW_MODEL, 0.9, "EUR"), model(DecidedBy.MODEL, 0.7, "USD")),
                rules(0.9))
            .elected();

    assertThat(elected.answer().currency()).isEqualTo("USD");
    assertThat(elected.answer().confidence()).as("of the review model").isEqualTo(0.9);
    assertThat(elected.answer().reasoning())
        .endsWith(" Outvoted by the first model and the rules: currency.");
  }

  @Test
  void rulesThatAreUnsureOutvoteNobody() {
    FieldVote vote =
        FieldVote.of(
            List.of(model(DecidedBy.REVIEW_MODEL, 0.9, "EUR"), model(DecidedBy.MODEL, 0.7, "USD")),
            rules(0.5));

    assertThat(vote.undecidedFields()).containsExactly(AnswerField.CURRENCY);
    assertThat(vote.elected().answer().currency()).isEqualTo("EUR");
  }

  @Test
  void agreementMakesAnAnswerSurerButNeverCertain() {
    DecidedAnswer elected =
        FieldVote.of(
                List.of(
                    model(DecidedBy.REVIEW_MODEL, 0.95, "USD"),
                    model(DecidedBy.MODEL, 0.95, "USD")),
                null)
            .elected();

    assertThat(elected.fields().of(AnswerField.FAMILY).orElseThrow())
        .extracting(decision -> decision.kind() + " " + decision.confidence())
        .isEqualTo(ConfidenceKind.AGREEMENT + " 0.99");
  }

  @Test
  void modelThatRepeatsAHintOfTheRulesAddsNoConfidence() {
    DecidedAnswer elected =
        FieldVote.of(List.of(model(DecidedBy.MODEL, 0.7, "USD")), rules(0.8)).elected();

    assertThat(elected.fields().of(AnswerField.CURRENCY).orElseThrow().confidence()).isEqualTo(0.8);
    assertThat(elected.fields().of(AnswerField.FAMILY).orElseThrow().confidence())
        .as("not a hint: each is wrong on its own")
        .isGreaterThan(0.9);
  }

  @Test
  void strongestAnswerIsAvailableAsAWhole() {
    FieldVote vote =
        FieldVote.of(
            List.of(model(DecidedBy.REVIEW_MODEL, 0.9, "EUR"), model(DecidedBy.MODEL, 0.7, "USD")),
            rules(0.9));

    assertThat(vote.strongest().answer()).isEqualTo(TestContents.answer(0.9, "EUR"));
  }

  private static DecidedAnswer model(DecidedBy by, double confidence, String currency) {
    return DecidedAnswer.whole(
        TestContents.answer(confidence, currency), by, ConfidenceKind.STATED);
  }

  private static DecidedAnswer rules(double confidence) {
    return DecidedAnswer.whole(
        TestContents.answer(confidence), DecidedBy.RULES, ConfidenceKind.RULE);
  }
}
