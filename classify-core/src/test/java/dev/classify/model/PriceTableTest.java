package dev.classify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {

  private static final LocalDate DAY = LocalDate.parse("2026-01-01");

  /// On which the table of the program has prices.
  private static final LocalDate TODAY = LocalDate.parse("2026-11-28");
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
    assertThat(price.cost(1_000_000, 500_000, 0, 250_000)).isEqualByComparingTo("3.5");
    assertThat(table.of("one", "default", DAY)).contains(price);
    assertThat(table.of("one", "flex", DAY).orElseThrow().cost(2, 0, 0, 0))
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
    LocalDate day = LocalDate.parse("2026-11-28");
    Price price = ModelTable.standard().prices().of("gpt-6-luna", null, day).orElseThrow();
    assertThat(price.prompt()).isEqualByComparingTo("0.10");
    assertThat(price.cached()).isEqualByComparingTo("0.01");
    assertThat(price.forCacheWrites()).isEqualByComparingTo("0.125");
    assertThat(price.completion()).isEqualByComparingTo("0.50");
  }

  @Test
  void tierHasThePriceOfItsFormerNameToo() {
    LocalDate day = LocalDate.parse("2026-11-28");
    for (String tier : List.of("fast", "priority")) {
      assertThat(ModelTable.standard().prices().of("gpt-6-luna", tier, day).orElseThrow().prompt())
          .as(tier)
          .isEqualByComparingTo("0.20");
    }
    PriceTable own = PriceTable.read("mine.csv", TABLE + "2025-01-01,two,priority,3,3,3");
    assertThat(own.of("two", "fast", DAY)).isPresent();
  }

  @Test
  void snapshotHasThePriceOfItsAliasUnlessItIsListed() {
    PriceTable table = ModelTable.standard().prices();

    assertThat(table.of("gpt-6-luna-2026-09-22", null, TODAY))
        .isPresent()
        .isEqualTo(table.of("gpt-6-luna", null, TODAY));
    PriceTable own = PriceTable.read("mine.csv", TABLE + "2025-01-01,one-2024-05-13,,5,5,15");
    assertThat(own.of("one-2024-05-13", null, DAY).orElseThrow().prompt())
        .isEqualByComparingTo("5");
    assertThat(table.of("gpt-6-luna-2026-13", null, TODAY)).isEmpty();
  }

  @Test
  void modelOfOpenAiBehindAGatewayHasItsPriceAndAFineTunedOneHasNone() {
    PriceTable table = ModelTable.standard().prices();

    assertThat(table.of("openai/gpt-6.1-terra", null, TODAY))
        .isPresent()
        .isEqualTo(table.of("gpt-6.1-terra", null, TODAY));
    assertThat(table.of("openai/gpt-6-luna-2026-09-22", null, TODAY)).isPresent();
    for (String name :
        List.of(
            "azure/gpt-6.1-terra",
            "openai/gpt-oss-20b",
            "ft:gpt-6-luna-2026-09-22:acme::id",
            "ft:gpt-6-luna-2026-09-22",
            "openai/ft:gpt-6-luna-2026-09-22:acme::id")) {
      assertThat(table.of(name, null, TODAY)).as(name).isEmpty();
    }
    PriceTable own =
        PriceTable.read(
            "mine.csv", TABLE + "2025-01-01,openai/one,,3,3,3\n2025-01-01,ft:one:a::b,,4,4,4");
    assertThat(own.of("openai/one", null, DAY).orElseThrow().prompt()).isEqualByComparingTo("3");
    assertThat(own.of("ft:one:a::b", null, DAY).orElseThrow().prompt()).isEqualByComparingTo("4");
  }

  @Test
  void cacheWritesHaveAPriceOfTheirOwnWhereTheTableNamesOne() {
    PriceTable table =
        PriceTable.read(
            "mine.csv",
            """
            since,model,tier,prompt,cached,completion,cache_write
            2025-01-01,named,,2,1,8,2.5
            2025-01-01,empty,,2,1,8,
            2025-01-01,missing,,2,1,8
            """);

    assertThat(table.of("named", null, DAY).orElseThrow().forCacheWrites())
        .isEqualByComparingTo("2.5");
    for (String name : List.of("empty", "missing")) {
      Price price = table.of(name, null, DAY).orElseThrow();
      assertThat(price.cacheWrite()).isNull();
      assertThat(price.forCacheWrites()).isEqualByComparingTo("2");
    }
    assertThat(
            ModelTable.standard().prices().of("gpt-6-luna", null, TODAY).orElseThrow().cacheWrite())
        .isEqualByComparingTo("0.125");
  }

  @Test
  void surchargeIsOnEveryPrice() {
    PriceTable table =
        PriceTable.read(
                "mine.csv",
                "since,model,tier,prompt,cached,completion,cache_write\n2025-01-01,one,,2,1,8,2.5")
            .withSurcharge(new BigDecimal("10"));

    assertThat(table.surchargePercent()).isEqualByComparingTo("10");
    Price price = table.of("one", null, DAY).orElseThrow();
    assertThat(price.prompt()).isEqualByComparingTo("2.2");
    assertThat(price.cached()).isEqualByComparingTo("1.1");
    assertThat(price.completion()).isEqualByComparingTo("8.8");
    assertThat(price.forCacheWrites()).isEqualByComparingTo("2.75");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday,one,,1,1,1",
        "2025-01-01,one,,cheap,1,1",
        "2025-01-01,one,,-1,1,1",
        "2025-01-01,one",
        "2025-01-01,one,,1,1,1,1",
      })
  void invalidLineIsReportedWithFileAndLine(String line) {
    assertThatThrownBy(() -> PriceTable.read("mine.csv", TABLE + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("mine.csv:7: ");
  }
}
