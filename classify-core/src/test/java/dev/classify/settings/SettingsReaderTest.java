package dev.classify.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.outcome.Provider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
  void misspelledKeysWithOurPrefixesAreFound() {
    SettingsReader settings =
        new SettingsReader(
            Map.of("LLM_RPM", "60", "LLM_RMP", "60", "LLM_BLANK", "", "HOME", "/", "LLM_X", "1"));
    settings.number("LLM_RPM", 1, 100);
    assertThat(settings.unknownKeys(List.of("LLM_"), List.of("LLM_X"))).containsExactly("LLM_RMP");
  }
}
