package dev.classify.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CLASSIFY_RULES",
        "LLM_EXAMPLES_FILE",
        "LLM_MODELS",
        "LLM_PRICES",
        "LLM_CA_FILE",
        "OPENAI_TOKEN_FILE"
      })
  void workersGetFilesAndFoldersAsAbsolutePaths(String key) {
    assertThat(path(key, "mine")).isEqualTo(Path.of("mine").toAbsolutePath().toString());
    assertThat(path(key, "/etc/mine")).isEqualTo("/etc/mine");
    assertThat(path(key, "")).isEmpty();
  }

  private static String path(String key, String value) {
    return LocalSettings.from(Map.of(key, value)).environment().getOrDefault(key, "");
  }
}
