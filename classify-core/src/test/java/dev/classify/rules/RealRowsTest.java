package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ConsistencyMatrix;
import dev.classify.taxonomy.HeatMapOrientation;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RealRowsTest {

  private final RulesClassifier classifier = ShippedRules.CLASSIFIER;

  @Test
  void everyAnswerIsConsistent() {
    for (Indicator indicator : SharedData.require().real()) {
      assertThat(ConsistencyMatrix.check(classifier.classify(indicator)))
          .as(indicator.name())
          .isEmpty();
    }
  }

  @Test
  void onlySeriesDerivedOrDescribedAsCumulativeAccumulate() {
    for (Indicator indicator : SharedData.require().real()) {
      boolean derived = indicator.id().startsWith("DRV.");
      boolean stated = indicator.name().toLowerCase(Locale.ROOT).contains("cumulative");
      boolean cumulative = classifier.classify(indicator).cumulative();

      if (derived) {
        assertThat(cumulative).as(indicator.name()).isTrue();
      } else if (!stated) {
        assertThat(cumulative).as(indicator.name()).isFalse();
      }
    }
  }

  @Test
  void inflationIsNeutral() {
    for (Indicator indicator : SharedData.require().real()) {
      if (indicator.name().toLowerCase(Locale.ROOT).contains("inflation")) {
        Classification answer = classifier.classify(indicator);
        assertThat(answer.heatMapOrientation())
            .as(indicator.name())
            .isEqualTo(HeatMapOrientation.NEUTRAL);
      }
    }
  }
}
