package dev.classify.service.llm;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.budget.Limits;
import dev.classify.model.ModelTable;
import dev.classify.model.ServiceTier;
import dev.classify.outcome.Provider;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LlmSettingsTest {

  @Test
  void withoutAKeyTheRulesAnswer() {
    LlmSettings settings = LlmSettings.from(Map.of("OPENAI_API_KEY", " ", "LLM_RPM", ""));

    assertThat(settings.provider()).isEqualTo(Provider.RULES);
    assertThat(settings.models()).isEmpty();
  }

  @Test
  void aKeyMakesACascade() {
    LlmSettings settings = LlmSettings.from(Map.of("OPENAI_API_KEY", TestRequests.KEY));

    assertThat(settings.provider()).isEqualTo(Provider.CASCADE);
    assertThat(settings.baseUrl()).isEqualTo(LlmSettings.OPENAI);
    assertThat(settings.models()).containsExactly("gpt-6-luna none");
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(110));
    assertThat(settings.limits()).isEqualTo(Limits.NONE);
    assertThat(settings.serverErrorsBilled()).isFalse();
  }

  @Test
  void everySettingIsRead() {
    LlmSettings settings =
        LlmSettings.from(
            Map.ofEntries(
                entry("LLM_PROVIDER", "openai"),
                entry("OPENAI_BASE_URL", "http://localhost:11434/v1/"),
                entry("OPENAI_MODEL", "qwen3"),
                entry("OPENAI_REVIEW_MODEL", "qwen3-large"),
                entry("OPENAI_REASONING_EFFORT", "low"),
                entry("OPENAI_REVIEW_REASONING_EFFORT", "high"),
                entry("OPENAI_SERVICE_TIER", "flex"),
                entry("OPENAI_LOGPROBS", "off"),
                entry("LLM_RPM", "600"),
                entry("LLM_CONCURRENCY", "40"),
                entry("LLM_EXAMPLES", "3"),
                entry("LLM_EXAMPLES_FILE", "examples.json"),
                entry("LLM_SERVER_ERRORS_BILLED", "true"),
                entry("LLM_TPM", "90000")));

    assertThat(settings)
        .isEqualTo(
            new LlmSettings(
                Provider.OPENAI,
                LlmSettings.NO_KEY,
                URI.create("http://localhost:11434/v1"),
                "qwen3",
                "qwen3-large",
                new EffortSettings("low", "high"),
                LogprobsSetting.OFF,
                ServiceTier.FLEX,
                Duration.ofSeconds(110),
                Duration.ofMinutes(15),
                40,
                3,
                "examples.json",
                new Limits(600, 90_000L),
                true,
                AccessSettings.NONE,
                ModelTable.standard()));
    assertThat(settings.models()).containsExactly("qwen3 low", "qwen3-large high");
  }

  @Test
  void fastTierHasTwoNamesAndBatchIsOfJobsAlone() {
    assertThat(tier("fast")).isEqualTo(ServiceTier.FAST);
    assertThat(tier("priority")).isEqualTo(ServiceTier.FAST);
    assertThat(tier("auto")).isEqualTo(ServiceTier.AUTO);
    assertThatThrownBy(() -> tier("batch"))
        .hasMessageContaining("OPENAI_SERVICE_TIER is not one of auto, standard, flex, fast");
  }

  @Test
  void timeoutThatIsSetHoldsAtEveryTier() {
    LlmSettings set = LlmSettings.from(Map.of("OPENAI_API_KEY", "k", "LLM_TIMEOUT", "3m"));

    assertThat(set.timeout(ServiceTier.FLEX)).isEqualTo(Duration.ofMinutes(3));
    assertThat(set.timeout(ServiceTier.STANDARD)).isEqualTo(Duration.ofMinutes(3));
  }

  private static ServiceTier tier(String name) {
    return LlmSettings.from(Map.of("OPENAI_API_KEY", "k", "OPENAI_SERVICE_TIER", name))
        .serviceTier();
  }

  @Test
  void allProblemsAreReportedTogetherAndTheKeyInNone() {
    Map<String, String> environment =
        Map.of(
            "LLM_PROVIDER", "gemini",
            "OPENAI_API_KEY", "sk-secret\n2",
            "OPENAI_BASE_URL", "localhost:11434",
            "OPENAI_SERVICE_TIER", "fastest",
            "LLM_TIMEOUT", "2",
            "LLM_RPM", "many",
            "LLM_SERVER_ERRORS_BILLED", "sometimes",
            "LLM_TPM", "0");

    assertThatThrownBy(() -> LlmSettings.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LLM_PROVIDER is not one of rules, openai, cascade: 'gemini'")
        .hasMessageContaining("OPENAI_API_KEY holds spaces")
        .hasMessageContaining("OPENAI_BASE_URL is not an HTTP address")
        .hasMessageContaining("OPENAI_SERVICE_TIER is not one of")
        .hasMessageContaining("LLM_TIMEOUT is not a duration longer than zero: '2'")
        .hasMessageContaining("LLM_RPM is not a whole number")
        .hasMessageContaining("LLM_SERVER_ERRORS_BILLED is neither true nor false")
        .hasMessageContaining("LLM_TPM is not a whole number")
        .hasMessageNotContaining("sk-secret");
  }

  @Test
  void aModelNeedsAKeyOrAServerOfOnesOwnWithAName() {
    assertThatThrownBy(() -> LlmSettings.from(Map.of("LLM_PROVIDER", "openai")))
        .hasMessage(
            "OPENAI_API_KEY is not set, but LLM_PROVIDER is openai; fix: set it, or OPENAI_BASE_URL"
                + " for a server that needs no key, or LLM_PROVIDER=rules");
    assertThatThrownBy(
            () ->
                LlmSettings.from(
                    Map.of("LLM_PROVIDER", "openai", "OPENAI_BASE_URL", "http://localhost:1/v1")))
        .hasMessageContaining("OPENAI_MODEL is not set");
  }

  @Test
  void theKeyIsNeitherShownNorInTheNameOfTheAccount() {
    LlmSettings settings = LlmSettings.from(Map.of("OPENAI_API_KEY", TestRequests.KEY));
    LlmSettings other = LlmSettings.from(Map.of("OPENAI_API_KEY", TestRequests.KEY + "2"));

    assertThat(settings.toString()).doesNotContain(TestRequests.KEY).contains("gpt-6-luna");
    assertThat(settings.account()).hasSize(16).doesNotContain(TestRequests.KEY);
    assertThat(settings.account()).isNotEqualTo(other.account());
  }
}
