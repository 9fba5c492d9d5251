package dev.classify.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.outcome.Provider;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

  private static final URI DEFAULT_URL = URI.create("http://localhost:1");

  @Test
  void valuesAreReadAndBlankOnesCountAsNotSet() {
    SettingsReader settings =
        new SettingsReader(
            Map.of(
                "NAME", " worker ",
                "BLANK", " ",
                "PORT", "9081",
                "TIMEOUT", "1.5s",
                "SHARE", "0.25",
                "PROVIDER", "cascade",
                "URL", "http://localhost:11434/v1/",
                "NODES", "http://a:1/ , https://b"));
    assertThat(settings.text("NAME", "other")).isEqualTo("worker");
    assertThat(settings.text("BLANK", "other")).isEqualTo("other");
    assertThat(settings.text("BLANK")).isEmpty();
    assertThat(settings.port("PORT", 80)).isEqualTo(9081);
    assertThat(settings.number("BLANK", 1, 9, 5)).isEqualTo(5);
    assertThat(settings.number("BLANK", 1, 9)).isEmpty();
    assertThat(settings.duration("TIMEOUT", Duration.ZERO)).isEqualTo(Duration.ofMillis(1500));
    assertThat(settings.share("SHARE", 0)).isEqualTo(0.25);
    assertThat(settings.term("PROVIDER", Provider.class, Provider.RULES))
        .isEqualTo(Provider.CASCADE);
    assertThat(settings.url("URL", DEFAULT_URL)).isEqualTo(URI.create("http://localhost:11434/v1"));
    assertThat(settings.addresses("NODES", List.of()))
        .containsExactly(URI.create("http://a:1"), URI.create("https://b"));
    settings.check();
  }

  @Test
  void allProblemsAreReportedTogetherEachWithItsFix() {
    SettingsReader settings =
        new SettingsReader(
            Map.of(
                "PORT", "many",
                "TIMEOUT", "soon",
                "PROVIDER", "oracle",
                "NODES", "http://localhost:8080,localhost"));
    assertThat(settings.port("PORT", 80)).isEqualTo(80);
    assertThat(settings.duration("TIMEOUT", Duration.ofSeconds(1))).hasSeconds(1);
    settings.term("PROVIDER", Provider.class, Provider.RULES);
    settings.addresses("NODES", List.of());
    settings.required("DATABASE", "give a JDBC address");
    assertThatThrownBy(settings::check)
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("PORT is not a whole number from 1 to 65535: 'many'; fix: ")
        .hasMessageContaining("TIMEOUT is not a duration: 'soon'; fix: ")
        .hasMessageContaining("PROVIDER is not one of rules, ")
        .hasMessageContaining("NODES is not a list of HTTP addresses: ")
        .hasMessageContaining("DATABASE is not set; fix: give a JDBC address")
        .hasMessageContaining("\n");
  }

  @Test
  void effectiveSettingsIncludeDefaultsAndMaskSecrets() {
    SettingsReader settings = new SettingsReader(Map.of("KEY", "s3cret", "NAME", "worker"));
    assertThat(settings.secret("KEY")).contains("s3cret");
    settings.text("NAME");
    settings.number("CONNECTIONS", 1, 99, 6);
    settings.secret("PASSWORD");
    assertThat(settings.effective())
        .containsExactly(
            Map.entry("KEY", "***"),
            Map.entry("NAME", "worker"),
            Map.entry("CONNECTIONS", "6"),
            Map.entry("PASSWORD", ""));
  }

  @Test
  void secretsMayStandInFilesOfTheirOwn(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "s3cret\n");
    SettingsReader settings = new SettingsReader(Map.of("LLM_KEY_FILE", file.toString()));
    assertThat(settings.secret("LLM_KEY")).contains("s3cret");
    assertThat(settings.requiredSecret("LLM_KEY", "")).isEqualTo("s3cret");
    settings.check();
    assertThat(settings.effective())
        .containsExactly(Map.entry("LLM_KEY_FILE", file.toString()), Map.entry("LLM_KEY", "***"));
    assertThat(settings.unknownKeys(List.of("LLM_"), List.of())).isEmpty();
  }

  @Test
  void filesOfSecretsThatCannotBeUsedAreReportedWithoutTheirContent(@TempDir Path folder)
      throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path large = Files.writeString(folder.resolve("large"), "s3cret".repeat(10_000));
    SettingsReader settings =
        new SettingsReader(
            Map.of(
                "A", "1",
                "A_FILE", empty.toString(),
                "B_FILE", empty.toString(),
                "C_FILE", folder.resolve("none").toString(),
                "D_FILE", large.toString(),
                "E_FILE", folder.toString()));
    List.of("A", "B", "C", "D", "E").forEach(settings::secret);
    assertThatThrownBy(settings::check)
        .hasMessageContaining("A_FILE is set, and A too; fix: set only one of them")
        .hasMessageContaining("B_FILE cannot be read: " + empty + " is empty; fix: ")
        .hasMessageContaining("C_FILE cannot be read: NoSuchFileException " + folder)
        .hasMessageContaining("D_FILE cannot be read: " + large + " is longer than")
        .hasMessageContaining("E_FILE cannot be read: ")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void misspelledKeysWithOurPrefixesAreFound() {
    SettingsReader settings =
        new SettingsReader(
            Map.of("LLM_RPM", "60", "LLM_RMP", "60", "LLM_BLANK", "", "HOME", "/", "LLM_X", "1"));
    settings.number("LLM_RPM", 1, 100);
    assertThat(settings.unknownKeys(List.of("LLM_"), List.of("LLM_X"))).containsExactly("LLM_RMP");
  }
}
