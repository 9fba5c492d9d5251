package dev.classify.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Classifier;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.Outcome;
import dev.classify.rules.ShippedRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesReadingTest {

  private static final Indicator INDICATOR = TriageRows.indicator("ID", "Consumer prices");

  @Test
  void outcomeIsTheAnswerOfTheRules() {
    Outcome outcome = new RulesReading(ShippedRules.CLASSIFIER, (_, _) -> {}).of(INDICATOR);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Classified.class,
            classified ->
                assertThat(classified.decided())
                    .isEqualTo(ShippedRules.CLASSIFIER.decide(INDICATOR)));
  }

  @Test
  void failureOfTheRulesRejectsOnlyThatRowAndIsReported() {
    List<RuntimeException> faults = new ArrayList<>();

    Outcome outcome =
        new RulesReading(new BrokenRules(), (_, fault) -> faults.add(fault)).of(INDICATOR);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Rejected(
                "ID",
                ContentHash.of(INDICATOR),
                "rules",
                "java.lang.IllegalStateException: a table is broken"));
    assertThat(faults).hasSize(1);
  }

  private static final class BrokenRules implements Classifier {

    @Override
    public DecidedAnswer decide(Indicator indicator) {
      throw new IllegalStateException("a table is broken");
    }

    @Override
    public AnswerVersion version() {
      return ShippedRules.CLASSIFIER.version();
    }
  }
}
