package dev.classify.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarIndicatorsTest {

  private final SimilarIndicators known =
      new SimilarIndicators(
          List.of(
              indicator("Consumer prices, all items", "Index 2015=100"),
              indicator("Unemployment rate", "% of labour force"),
              indicator("Crude oil price, Brent", "USD/bbl"),
              indicator("Producer prices, all items", "Index 2015=100")));

  @Test
  void sharedRareWordsCountMoreThanCommonOnes() {
    Indicator asked = indicator("Producer prices, mining", "Index 2010=100");
    assertThat(known.nearest(List.of(asked), 2)).containsExactly(3, 0);
  }

  @Test
  void bestMatchesForAnyIndicatorComeFirst() {
    List<Indicator> asked =
        List.of(indicator("Unemployment rate", "% of labour force"), indicator("Brent oil", "USD"));
    assertThat(known.nearest(asked, 2)).containsExactly(1, 2);
  }

  @Test
  void indicatorWithoutSharedWordsIsNoExample() {
    assertThat(known.nearest(List.of(indicator("生猪出场价格", "元")), 3)).isEmpty();
  }

  private static Indicator indicator(String name, String units) {
    return new Indicator(
        "id", name, units, null, null, null, null, null, null, null, null, null, null, null,
        List.of());
  }
}
