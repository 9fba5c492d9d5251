package dev.classify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.settings.InvalidSettings;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceSettingsTest {

  private static final String SURCHARGE = "LLM_PRICE_SURCHARGE_PERCENT";

  @Test
  void fileAndSurchargeAreRead() {
    PriceSettings settings =
        PriceSettings.from(Map.of("LLM_PRICES", " mine.csv ", SURCHARGE, "5.5"));

    PriceTable table =
        settings.read(
            name -> "since,model,tier,prompt,cached,completion\n2025-01-01,one,,2,1,8",
            ModelTable.standard());
    assertThat(table.name()).isEqualTo("mine.csv");
    assertThat(table.lines().getFirst().price().prompt()).isEqualByComparingTo("2.11");
  }

  @Test
  void byDefaultThePricesAreThoseOfTheProgram() {
    PriceTable table =
        PriceSettings.from(Map.of())
            .read(
                name -> {
                  throw new AssertionError(name);
                },
                ModelTable.standard());
    assertThat(table.lines()).isEqualTo(ModelTable.standard().prices().lines());
    assertThat(table.surchargePercent()).isEqualByComparingTo(BigDecimal.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10%", "-10", "1000", "1e9", "ten", "0.001"})
  void surchargeIsAPlainPercentage(String text) {
    assertThatThrownBy(() -> PriceSettings.from(Map.of(SURCHARGE, text)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(SURCHARGE + " is not a percentage from 0 to 999: '" + text + "'");
  }
}
