package dev.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.rules.ShippedRules;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.AnswerFlag;
import dev.classify.units.CurrencyCodes;
import org.junit.jupiter.api.Test;

class LabelFieldTest {

  private static final CurrencyCodes CODES = ShippedRules.TABLES.currencyCodes();

  @Test
  void labelIsAValueOfTheVocabulary() {
    assertThat(new LabelField(AnswerField.UNIT_TYPE).label(" index ", CODES)).contains("index");
    assertThat(new LabelField(AnswerField.UNIT_TYPE).label("Index", CODES)).isEmpty();
    assertThat(new LabelField(AnswerField.UNIT_TYPE).label("", CODES)).isEmpty();
    assertThat(new LabelField(AnswerFlag.IS_CUMULATIVE).label("false", CODES)).contains("false");
    assertThat(new LabelField(AnswerFlag.IS_CUMULATIVE).label("no", CODES)).isEmpty();
  }

  @Test
  void currencyLabelIsACodeOrBlank() {
    assertThat(new LabelField(AnswerField.CURRENCY).label("EUR", CODES)).contains("EUR");
    assertThat(new LabelField(AnswerField.CURRENCY).label("", CODES))
        .contains(LabelField.NO_CURRENCY);
    assertThat(new LabelField(AnswerField.CURRENCY).label("EURO", CODES)).isEmpty();
  }

  @Test
  void fieldIsFoundByColumnName() {
    assertThat(LabelField.named("heat_map_orientation"))
        .contains(new LabelField(AnswerField.HEAT_MAP_ORIENTATION));
    assertThat(LabelField.named("nonsense")).isEmpty();
  }
}
