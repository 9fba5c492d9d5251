package dev.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTableTest {

  private static final ConfusionTable TABLE =
      ConfusionTable.of(
          List.of("count", "count", "index", "index", "rate"),
          List.of("count", "index", "index", "index", "count"));

  @Test
  void pairsAreCountedByLabelAndAnswer() {
    assertThat(TABLE.tokens()).containsExactly("count", "index", "rate");
    assertThat(TABLE.count("count", "index")).isOne();
    assertThat(TABLE.count("index", "index")).isEqualTo(2);
    assertThat(TABLE.count("rate", "rate")).isZero();
  }

  @Test
  void eachValueHasPrecisionRecallAndSupport() {
    ConfusionTable.ClassScore count = TABLE.classes().get(0);
    assertThat(count.precision()).isEqualTo(0.5);
    assertThat(count.recall()).isEqualTo(0.5);
    assertThat(count.support()).isEqualTo(2);
    ConfusionTable.ClassScore index = TABLE.classes().get(1);
    assertThat(index.precision()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(index.recall()).isEqualTo(1);
    assertThat(index.f1()).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void valueThatIsNeverAnsweredHasNoPrecisionAndZeroRecall() {
    ConfusionTable.ClassScore rate = TABLE.classes().get(2);
    assertThat(rate.precision()).isNaN();
    assertThat(rate.recall()).isZero();
    assertThat(rate.f1()).isZero();
  }

  @Test
  void macroF1IsTheMeanOfTheValuesThatOccur() {
    assertThat(TABLE.macroF1()).isCloseTo((0.5 + 0.8 + 0) / 3, within(1e-12));
  }
}
