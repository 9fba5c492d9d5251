package dev.classify.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerVersionTest {

  @Test
  void rulesKeepTheIdFromBeforeModelsWereAdded() {
    assertThat(new AnswerVersion("rules", List.of(), "2026-11", "abc", null).id())
        .isEqualTo("1ed09a92fd59b43b");
  }

  @Test
  void differentPromptGivesADifferentVersion() {
    AnswerVersion one = new AnswerVersion("openai", List.of("m"), "2026-11", "abc", "p1");
    AnswerVersion other = new AnswerVersion("openai", List.of("m"), "2026-11", "abc", "p2");

    assertThat(one.id()).isEqualTo("3879c65cae3d3a14").isNotEqualTo(other.id());
  }
}
