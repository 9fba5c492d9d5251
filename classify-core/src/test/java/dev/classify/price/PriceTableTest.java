package dev.classify.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {

  private static final LocalDate DAY = LocalDate.parse("2026-01-01");
  private static final String TABLE =
      """
      # mine
      since,model,tier,prompt,cached,completion
      2025-01-01,one,,1,0.5,4
      2025-06-01,one,,2,1,8
      2026-06-01,one,,100,100,100
      2025-01-01,one,flex,0.5,0.25,2
      """;

  @Test
  void latestPriceValidOnTheDayIsUsed() {
    PriceTable table = PriceTable.read("mine.csv", TABLE);

    Price price = table.of("one", null, DAY).orElseThrow();
    assertThat(price.cost(1_000_000, 500_000, 250_000)).isEqualByComparingTo("3.5");
    assertThat(table.of("one", "default", DAY)).contains(price);
    assertThat(table.of("one", "flex", DAY).orElseThrow().cost(2, 0, 0))
        .isEqualByComparingTo("1e-6");
  }

  @Test
  void modelTierOrDayWithoutAPriceHasNoCost() {
    PriceTable table = PriceTable.read("mine.csv", TABLE);

    assertThat(table.of("another", null, DAY)).isEmpty();
    assertThat(table.of("one", "priority", DAY)).isEmpty();
    assertThat(table.of("one", null, LocalDate.parse("2024-12-31"))).isEmpty();
  }

  @Test
  void shippedTableIsReadableAndPricesTheDefaultModel() {
    assertThat(PriceTable.standard().of("gpt-4.1-mini", null, DAY)).isPresent();
  }

  @Test
  void snapshotHasThePriceOfItsAliasUnlessItIsListed() {
    PriceTable table = PriceTable.standard();

    assertThat(table.of("gpt-4o-mini-2024-07-18", null, DAY))
        .isPresent()
        .isEqualTo(table.of("gpt-4o-mini", null, DAY));
    assertThat(table.of("gpt-4o-2024-05-13", null, DAY).orElseThrow().prompt())
        .isEqualByComparingTo("5");
    assertThat(table.of("gpt-4o-2024-13", null, DAY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday,one,,1,1,1",
        "2025-01-01,one,,cheap,1,1",
        "2025-01-01,one,,-1,1,1",
        "2025-01-01,one",
      })
  void invalidLineIsReportedWithFileAndLine(String line) {
    assertThatThrownBy(() -> PriceTable.read("mine.csv", TABLE + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("mine.csv:7: ");
  }
}
