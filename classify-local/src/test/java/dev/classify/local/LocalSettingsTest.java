package dev.classify.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalSettingsTest {

  @Test
  void workersGetTheFolderOfRuleTablesAsAnAbsolutePath() {
    assertThat(rules("rules")).isEqualTo(Path.of("rules").toAbsolutePath().toString());
    assertThat(rules("/etc/rules")).isEqualTo("/etc/rules");
    assertThat(rules("")).isEmpty();
  }

  private static String rules(String folder) {
    return LocalSettings.from(Map.of("CLASSIFY_RULES", folder))
        .environment()
        .getOrDefault("CLASSIFY_RULES", "");
  }
}
