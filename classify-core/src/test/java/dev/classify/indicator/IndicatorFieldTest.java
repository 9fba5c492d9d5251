package dev.classify.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorFieldTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "indicator_id",
        "Indicator ID",
        "IndicatorID",
        "indicator-id",
        " SERIES_ID ",
        "Id"
      })
  void caseSpacesDashesAndUnderscoresMakeNoDifference(String columnName) {
    assertThat(IndicatorField.named(columnName)).contains(IndicatorField.INDICATOR_ID);
  }

  @Test
  void otherWordsNameNoField() {
    assertThat(IndicatorField.named("identity")).isEmpty();
    assertThat(IndicatorField.named("-")).isEmpty();
    assertThat(IndicatorField.named("")).isEmpty();
  }
}
