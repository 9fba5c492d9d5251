package dev.classify.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceSettingsTest {

  @Test
  void allFaultsAreReportedTogether() {
    Map<String, String> environment =
        Map.of(
            "CLASSIFY_DB_USER", "classify",
            "CLASSIFY_DB_PASSWORD", " ",
            "SERVICE_PORT", "many",
            "SERVICE_DB_CONNECTIONS", "0");
    assertThatThrownBy(() -> ServiceSettings.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CLASSIFY_DB_URL is not set")
        .hasMessageContaining("CLASSIFY_DB_PASSWORD is not set")
        .hasMessageContaining("SERVICE_PORT")
        .hasMessageContaining("many")
        .hasMessageContaining("SERVICE_DB_CONNECTIONS");
  }

  @Test
  void secretsAreMaskedAndTheRestIsShown() {
    ServiceSettings settings =
        ServiceSettings.from(
            Map.of(
                "CLASSIFY_DB_URL", "jdbc:postgresql://db/classify",
                "CLASSIFY_DB_USER", "classify",
                "CLASSIFY_DB_PASSWORD", "s3cret"));
    assertThat(settings.toString()).contains("jdbc:postgresql://db/classify", "9080", "***");
    assertThat(settings.toString()).doesNotContain("s3cret");
  }
}
