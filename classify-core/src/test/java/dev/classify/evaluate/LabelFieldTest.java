package dev.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelFieldTest {

  @Test
  void labelIsAValueOfTheVocabulary() {
    assertThat(LabelField.UNIT_TYPE.label(" index ")).contains("index");
    assertThat(LabelField.UNIT_TYPE.label("Index")).isEmpty();
    assertThat(LabelField.UNIT_TYPE.label("")).isEmpty();
    assertThat(LabelField.IS_CUMULATIVE.label("false")).contains("false");
    assertThat(LabelField.IS_CUMULATIVE.label("no")).isEmpty();
  }

  @Test
  void currencyIsACodeOrNothing() {
    assertThat(LabelField.CURRENCY.label("EUR")).contains("EUR");
    assertThat(LabelField.CURRENCY.label("")).contains(LabelField.NO_CURRENCY);
    assertThat(LabelField.CURRENCY.label("EURO")).isEmpty();
  }

  @Test
  void columnsAreFoundByTheirName() {
    assertThat(LabelField.named("heat_map_orientation")).contains(LabelField.HEAT_MAP_ORIENTATION);
    assertThat(LabelField.named("nonsense")).isEmpty();
  }
}
