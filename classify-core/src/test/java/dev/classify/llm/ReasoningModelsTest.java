package dev.classify.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasoningModelsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o1",
        "o4-mini-2025-04-16",
        "gpt-5-mini",
        "gpt-5.6-luna",
        "gpt-6-luna",
        "gpt-10",
        "openai/gpt-5-mini",
        "openrouter/openai/o3",
        "ft:o4-mini-2025-04-16:acme::Bxyz",
        "ft:gpt-5-mini:acme:labels:id",
        "openai/ft:gpt-5-mini:acme::id",
        "gpt-oss:20b",
        "openai/gpt-oss-120b",
        "openai/gpt-oss-20b:free",
        "openai.gpt-oss-120b-1:0",
        "accounts/fireworks/models/gpt-oss-20b",
        "azure/GPT-5",
      })
  void modelThatReasonsIsKnownUnderTheNamesOfProvidersAndAsFineTuned(String name) {
    assertThat(ReasoningModels.include(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4.1-mini",
        "gpt-4o",
        "gpt-35-turbo",
        "openai/gpt-4o-mini",
        "ft:gpt-4.1-mini-2025-04-14:acme::id",
        "ft:gpt-4.1-mini:o1/labs:id",
        "meta-llama/llama-3.3-70b",
        "simulator/rules",
      })
  void otherModelsAreNotTakenForOneThatReasons(String name) {
    assertThat(ReasoningModels.include(name)).isFalse();
  }

  @Test
  void modelForShortTasksIsAskedWithoutReasoningUnlessTheUserWantsIt() {
    assertThat(ReasoningModels.effort("gpt-6-luna", null)).isEqualTo("none");
    assertThat(ReasoningModels.effort("gpt-6-luna", "low")).isEqualTo("low");
    assertThat(ReasoningModels.effort("gpt-6.1-terra", null)).isNull();
    assertThat(ReasoningModels.effort("gpt-4.1-mini", null)).isNull();

    assertThat(ReasoningModels.reasons("gpt-6-luna", "none")).isFalse();
    assertThat(ReasoningModels.reasons("gpt-6-luna", "low")).isTrue();
    assertThat(ReasoningModels.reasons("gpt-6.1-terra", null)).isTrue();
  }
}
