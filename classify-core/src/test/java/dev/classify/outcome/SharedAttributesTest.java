package dev.classify.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.taxonomy.SeriesAttribute;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedAttributesTest {

  @Test
  void rowsThatShareAnAnswerKeepTheirOwnColumns() {
    SeriesAttributes stored =
        new SeriesAttributes(
            Map.of(
                SeriesAttribute.REFERENCE_AREA, column("DE"),
                SeriesAttribute.SECTOR, text("S13"),
                SeriesAttribute.PRICE_BASIS, text("constant")));
    SeriesAttributes row =
        new SeriesAttributes(
            Map.of(
                SeriesAttribute.REFERENCE_AREA, column("FR"),
                SeriesAttribute.PRICE_BASIS, column("chained"),
                SeriesAttribute.SECTOR, text("S1311")));

    SeriesAttributes shared = stored.withColumnsOf(row);
    assertThat(shared.value(SeriesAttribute.REFERENCE_AREA)).contains("FR");
    assertThat(shared.value(SeriesAttribute.PRICE_BASIS)).contains("chained");
    assertThat(shared.value(SeriesAttribute.SECTOR)).contains("S13");
    assertThat(stored.withColumnsOf(SeriesAttributes.NONE).value(SeriesAttribute.REFERENCE_AREA))
        .isEmpty();
  }

  private static AttributeValue text(String value) {
    return new AttributeValue(value, 0.9, DecidedBy.RULES, "name: " + value);
  }

  private static AttributeValue column(String value) {
    return new AttributeValue(value, 0.9, DecidedBy.RULES, "column X: " + value, "X");
  }
}
