package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.TestIndicators;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsideWordsTest {

  @Test
  void whatATitleIsDividedByIsNotItsSubject() {
    assertThat(answer("Number of strikes and lockouts by economic activity", null))
        .extracting(Classification::heatMapOrientation)
        .isEqualTo(HeatMapOrientation.LOWER_IS_POSITIVE);
    assertThat(answer("Ausfuhr nach Schulden der Käufer", "Mio. EUR"))
        .extracting(Classification::indicatorType)
        .isEqualTo(IndicatorType.FLOW);
  }

  @Test
  void whatATitleLeavesOutIsNotItsSubject() {
    Classification answer = answer("Total pay excluding arrears and unemployment", "GBP");

    assertThat(answer.indicatorType()).isEqualTo(answer("Total pay", "GBP").indicatorType());
    assertThat(answer.heatMapOrientation()).isEqualTo(HeatMapOrientation.HIGHER_IS_POSITIVE);
  }

  @Test
  void theOnlyKnownTermOfATitleCountsWhereverItStands() {
    assertThat(answer("Frobnication by exports", "USD mn").indicatorType())
        .isEqualTo(IndicatorType.FLOW);
    assertThat(answer("Frobnication by debt", "USD mn").indicatorType())
        .isEqualTo(IndicatorType.STOCK);
  }

  private static Classification answer(String name, @Nullable String units) {
    TestIndicators given = TestIndicators.named(name).every("Monthly");
    return ShippedRules.CLASSIFIER.classify((units == null ? given : given.in(units)).indicator());
  }
}
