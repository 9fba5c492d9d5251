package dev.classify.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.settings.InvalidSettings;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CliSettingsTest {

  @Test
  void allProblemsAreReportedTogether() {
    Map<String, String> environment =
        Map.of(
            "CLASSIFY_NODES", "http://localhost:8080,localhost",
            "CLASSIFY_ADMIN", "ftp://localhost",
            "CLASSIFY_DB_URL", "postgres://localhost/classify");
    assertThatThrownBy(() -> CliSettings.from(environment))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("CLASSIFY_NODES ")
        .hasMessageContaining("http://localhost:8080,localhost")
        .hasMessageContaining("CLASSIFY_ADMIN ")
        .hasMessageContaining("CLASSIFY_DB_URL ");
  }

  @Test
  void secretsAreMaskedAndTheRestIsShown() {
    CliSettings settings =
        CliSettings.from(
            Map.of(
                "CLASSIFY_DB_USER", "reader",
                "CLASSIFY_DB_PASSWORD", "s3cret-1",
                "OPENAI_API_KEY", "s3cret-2"));
    assertThat(settings.toString()).contains("reader", "http://localhost:8080").contains("***");
    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  @Test
  void tablesBelongToTheUserUnlessAnOwnerIsNamed() {
    CliSettings one =
        CliSettings.from(Map.of("CLASSIFY_DB_USER", "u", "CLASSIFY_DB_PASSWORD", "p"));
    assertThat(one.databaseOwner()).isEqualTo(one.database());

    CliSettings two =
        CliSettings.from(
            Map.of("CLASSIFY_DB_OWNER_USER", "o", "CLASSIFY_DB_OWNER_PASSWORD", "s3cret"));
    assertThat(two.databaseOwner().user()).isEqualTo("o");
    assertThat(two.databaseOwner().password()).isEqualTo("s3cret");
    assertThat(two.database().user()).isEqualTo("classify");
  }

  @Test
  void addressesAreTrimmed() {
    assertThat(CliSettings.from(Map.of("CLASSIFY_NODES", " http://a:1/ , https://b ")).nodes())
        .containsExactly(URI.create("http://a:1"), URI.create("https://b"));
  }

  @Test
  void defaultAddressesFollowTheBoundAddress() {
    CliSettings settings = CliSettings.from(Map.of("BIND_ADDR", "192.0.2.7"));
    assertThat(settings.nodes()).hasSize(5).contains(URI.create("http://192.0.2.7:58080"));
    assertThat(settings.admins()).hasSize(5).contains(URI.create("http://192.0.2.7:59070"));
    assertThat(settings.database().url()).isEqualTo("jdbc:postgresql://192.0.2.7:5432/classify");
    assertThat(CliSettings.from(Map.of("BIND_ADDR", "0.0.0.0")).nodes())
        .contains(URI.create("http://localhost:8080"));
  }
}
