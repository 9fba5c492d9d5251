package dev.classify.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTableTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-28");
  private static final int STALE_DAYS = 120;

  private final ModelTable standard = ModelTable.standard();

  @Test
  void everyLineHasASourceAndADayAndTheNewestIsNotOld() {
    assertThat(standard.models())
        .isNotEmpty()
        .allSatisfy(
            model -> {
              assertThat(model.source()).as(model.pattern()).isNotBlank();
              assertThat(model.checked()).as(model.pattern()).isNotNull();
            });
    assertThat(
            standard.models().stream()
                .map(KnownModel::checked)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElseThrow())
        .as("compare models.csv with the pages of the providers, and write the day of today")
        .isAfter(LocalDate.now(ZoneOffset.UTC).minusDays(STALE_DAYS));
  }

  @Test
  void modelThatIsSwitchedOffIsNotListed() {
    assertThat(standard.models())
        .extracting(KnownModel::shutdown)
        .filteredOn(Objects::nonNull)
        .isNotEmpty()
        .allMatch(shutdown -> shutdown.isAfter(DAY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o9-mini-2026-04-16",
        "gpt-6.1-terra",
        "gpt-5.6-luna",
        "gpt-6.2-sol",
        "gpt-10",
        "openai/gpt-6.1-terra",
        "openrouter/openai/gpt-6.1-terra",
        "ft:o9-mini-2026-04-16:acme::Bxyz",
        "ft:gpt-6.1-terra:acme:labels:id",
        "openai/ft:gpt-6.1-terra:acme::id",
        "gpt-oss:20b",
        "openai/gpt-oss-120b",
        "openai/gpt-oss-20b:free",
        "openai.gpt-oss-120b-1:0",
        "accounts/fireworks/models/gpt-oss-20b",
        "azure/GPT-6-SOL",
      })
  void modelThatReasonsIsKnownUnderTheNamesOfProvidersAndAsFineTuned(String name) {
    assertThat(standard.of(name).reasons(null)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-35-turbo",
        "openai/gpt-5.2",
        "ft:gpt-5.2-2025-12-11:acme::id",
        "ft:gpt-5.2:o1/labs:id",
        "meta-llama/llama-3.3-70b",
        "simulator/rules",
        "gpt-5.2",
      })
  void otherModelsAreNotTakenForOneThatReasons(String name) {
    assertThat(standard.of(name).reasons(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-6-luna",
        "gpt-6-luna-2026-09-22",
        "openai/gpt-6-luna",
        "GPT-6-Luna",
        "openai.gpt-6-luna",
        "openai/gpt-6-luna:nitro",
        "ft:gpt-6-luna:acme::id"
      })
  void defaultModelIsAskedWithoutReasoningUnderAllItsNames(String name) {
    KnownModel luna = standard.of(name);

    assertThat(luna.pattern()).isEqualTo("gpt-6-luna");
    assertThat(standard.effort(name, null)).isEqualTo("none");
    assertThat(standard.effort(name, "low")).isEqualTo("low");
    assertThat(luna.logprobs().holds(luna.reasons("none"))).isTrue();
    assertThat(luna.logprobs().holds(luna.reasons("low"))).isFalse();
  }

  @Test
  void effortIsSentToAnUnknownModelIfItIsSetAndOtherwiseNotWithoutADefault() {
    assertThat(standard.effort("gpt-6.1-terra", null)).isNull();
    assertThat(standard.effort("qwen3", "low")).isEqualTo("low");
    assertThat(standard.effort("qwen3", null)).isNull();
  }

  @Test
  void unknownModelWorksWithoutAPrice() {
    assertThat(standard.find("qwen3:32b")).isEmpty();
    KnownModel unknown = standard.of("qwen3:32b");

    assertThat(unknown.logprobs().holds(false)).isTrue();
    assertThat(unknown.shutdown()).isNull();
    assertThat(standard.prices().of("qwen3:32b", null, DAY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'',     0.10, 0.01,  0.50, 0.125",
    "flex,   0.05, 0.005, 0.25, 0.0625",
    "batch,  0.05, 0.005, 0.25, 0.0625",
    "fast,   0.20, 0.02,  1.00, 0.25",
  })
  void tiersAreMultiplesOfThePrice(
      String tier, BigDecimal prompt, BigDecimal cached, BigDecimal completion, BigDecimal write) {
    Price price = standard.prices().of("gpt-6-luna", tier, DAY).orElseThrow();

    assertThat(price.prompt()).isEqualByComparingTo(prompt);
    assertThat(price.cached()).isEqualByComparingTo(cached);
    assertThat(price.completion()).isEqualByComparingTo(completion);
    assertThat(price.forCacheWrites()).isEqualByComparingTo(write);
  }

  @Test
  void aliasHasTheValuesOfTheModelThatItIsLike() {
    assertThat(standard.of("gpt-5.6").efforts()).isEqualTo(standard.of("gpt-5.6-sol").efforts());
    assertThat(standard.prices().of("gpt-5.6", null, DAY))
        .isPresent()
        .isEqualTo(standard.prices().of("gpt-5.6-sol", null, DAY));
  }

  @Test
  void patternStandsForNames() {
    for (String name : List.of("gpt-5", "gpt-9-x")) {
      assertThat(ModelNames.matches("gpt-[5-9]*", name)).as(name).isTrue();
    }
    for (String name : List.of("gpt-4", "gpt-", "xgpt-5")) {
      assertThat(ModelNames.matches("gpt-[5-9]*", name)).as(name).isFalse();
    }
    assertThat(ModelNames.matches("a.b*", "acb")).isFalse();
  }
}
