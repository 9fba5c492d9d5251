package dev.classify.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceSettingsTest {

  @Test
  void allProblemsAreReportedTogether() {
    Map<String, String> environment =
        Map.of(
            "CLASSIFY_DB_USER", "classify",
            "CLASSIFY_DB_PASSWORD", " ",
            "SERVICE_PORT", "many",
            "SERVICE_DB_CONNECTIONS", "0",
            "LLM_PRICE_SURCHARGE_PERCENT", "-5");
    assertThatThrownBy(() -> ServiceSettings.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CLASSIFY_DB_URL is not set")
        .hasMessageContaining("CLASSIFY_DB_PASSWORD is not set")
        .hasMessageContaining("SERVICE_PORT")
        .hasMessageContaining("many")
        .hasMessageContaining("SERVICE_DB_CONNECTIONS")
        .hasMessageContaining(
            "LLM_PRICE_SURCHARGE_PERCENT is not a percentage from 0 to 999: '-5'");
  }

  @Test
  void secretsAreMaskedAndTheRestIsShown() {
    ServiceSettings settings =
        ServiceSettings.from(
            Map.of(
                "CLASSIFY_DB_URL", "jdbc:postgresql://db/classify?ssl=true&password=in-url&x=1",
                "CLASSIFY_DB_USER", "classify",
                "CLASSIFY_DB_PASSWORD", "s3cret",
                "OPENAI_API_KEY", "sk-secret"));
    assertThat(settings.summary())
        .contains(
            "SERVICE_NAME=classify-service",
            "SERVICE_PORT=9080",
            "CLASSIFY_DB_URL=jdbc:postgresql://db/classify?ssl=true&password=***&x=1",
            "CLASSIFY_DB_PASSWORD=***",
            "OPENAI_API_KEY=***",
            "OPENAI_MODEL=gpt-6-luna",
            "LLM_RPM=")
        .doesNotContain("\n");
    assertThat(settings.toString()).doesNotContain("s3cret", "sk-secret");
  }

  @Test
  void nameThatEndsInADashIsCompletedByThatOfTheContainer() {
    assertThat(named("classify-service-extra-").name()).isEqualTo("classify-service-extra-4f2c");
    assertThat(named("classify-service-1").name()).isEqualTo("classify-service-1");
  }

  private static ServiceSettings named(String name) {
    return ServiceSettings.from(
        Map.of(
            "CLASSIFY_DB_URL", "jdbc:postgresql://db/classify",
            "CLASSIFY_DB_USER", "classify",
            "CLASSIFY_DB_PASSWORD", "s3cret",
            "HOSTNAME", "4f2c",
            "SERVICE_NAME", name));
  }

  @Test
  void keysThatNoProgramReadsAreNamed() {
    ServiceSettings settings =
        ServiceSettings.from(
            Map.of(
                "CLASSIFY_DB_URL", "jdbc:postgresql://db/classify",
                "CLASSIFY_DB_USER", "classify",
                "CLASSIFY_DB_PASSWORD", "s3cret",
                "CLASSIFY_NODES", "http://localhost:8080",
                "OPENAI_MODLE", "gpt-6-luna",
                "LLM_RMP", "60",
                "PATH", "/bin"));
    assertThat(settings.unknownKeys())
        .as("the command line reads CLASSIFY_NODES")
        .containsExactly("LLM_RMP", "OPENAI_MODLE");
  }

  @Test
  void batchesAloneGoThroughAPooler() {
    Map<String, String> direct =
        Map.of(
            "CLASSIFY_DB_URL", "jdbc:postgresql://db/classify",
            "CLASSIFY_DB_USER", "classify",
            "CLASSIFY_DB_PASSWORD", "s3cret");
    assertThat(ServiceSettings.from(direct).batchDatabase().url())
        .isEqualTo("jdbc:postgresql://db/classify");
    assertThat(ServiceSettings.from(direct).hasPooler()).isFalse();
    Map<String, String> pooled = new HashMap<>(direct);
    pooled.put("SERVICE_DB_URL", "jdbc:postgresql://pgbouncer:6432/classify");
    ServiceSettings settings = ServiceSettings.from(pooled);
    assertThat(settings.hasPooler()).isTrue();
    assertThat(settings.batchDatabase().url())
        .isEqualTo("jdbc:postgresql://pgbouncer:6432/classify");
    assertThat(settings.database().url()).isEqualTo("jdbc:postgresql://db/classify");
  }
}
