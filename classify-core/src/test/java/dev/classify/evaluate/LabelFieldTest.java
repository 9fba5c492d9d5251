package dev.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.AnswerFlag;
import org.junit.jupiter.api.Test;

class LabelFieldTest {

  @Test
  void labelIsAValueOfTheVocabulary() {
    assertThat(new LabelField(AnswerField.UNIT_TYPE).label(" index ")).contains("index");
    assertThat(new LabelField(AnswerField.UNIT_TYPE).label("Index")).isEmpty();
    assertThat(new LabelField(AnswerField.UNIT_TYPE).label("")).isEmpty();
    assertThat(new LabelField(AnswerFlag.IS_CUMULATIVE).label("false")).contains("false");
    assertThat(new LabelField(AnswerFlag.IS_CUMULATIVE).label("no")).isEmpty();
  }

  @Test
  void currencyIsACodeOrNothing() {
    assertThat(new LabelField(AnswerField.CURRENCY).label("EUR")).contains("EUR");
    assertThat(new LabelField(AnswerField.CURRENCY).label("")).contains(LabelField.NO_CURRENCY);
    assertThat(new LabelField(AnswerField.CURRENCY).label("EURO")).isEmpty();
  }

  @Test
  void columnsAreFoundByTheirName() {
    assertThat(LabelField.named("heat_map_orientation"))
        .contains(new LabelField(AnswerField.HEAT_MAP_ORIENTATION));
    assertThat(LabelField.named("nonsense")).isEmpty();
  }
}
