package dev.classify.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHttpTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com/v1",
        "http://localhost:11434/v1",
        "http://LOCALHOST/v1",
        "http://model.localhost/v1",
        "http://127.0.0.1:8000/v1",
        "http://127.7.7.7/v1",
        "http://[::1]:8000/v1",
        "http://host.docker.internal:11434/v1"
      })
  void httpsAndThisMachineAreAllowed(String address) {
    assertThat(PlainHttp.leavesMachine(URI.create(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.com/v1",
        "HTTP://api.example.com/v1",
        "http://192.168.0.7:8000/v1",
        "http://127.0.0.1.example.com/v1",
        "http://localhost.example.com/v1",
        "http://simulator:8088/v1"
      })
  void httpToAnotherMachineIsRefusedUnlessItIsAllowed(String address) {
    SettingsReader strict = new SettingsReader(Map.of());
    PlainHttp.check(strict, "OPENAI_BASE_URL", URI.create(address));
    assertThatThrownBy(strict::check)
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("OPENAI_BASE_URL")
        .hasMessageContaining(address)
        .hasMessageContaining("--allow-http");
    SettingsReader allowed = new SettingsReader(Map.of("LLM_ALLOW_HTTP", "true"));
    PlainHttp.check(allowed, "OPENAI_BASE_URL", URI.create(address));
    assertThatCode(allowed::check).doesNotThrowAnyException();
  }

  @Test
  void environmentOfWorkersIsCheckedIfTheyWouldAskAModel() {
    Map<String, String> http = Map.of("OPENAI_BASE_URL", "http://a.example/v1");
    assertThatCode(() -> PlainHttp.check(http)).doesNotThrowAnyException();
    for (Map<String, String> asking :
        List.of(Map.of("LLM_PROVIDER", "openai"), Map.of("OPENAI_API_KEY", "sk-key"))) {
      Map<String, String> environment = new HashMap<>(http);
      environment.putAll(asking);
      assertThatThrownBy(() -> PlainHttp.check(environment))
          .isInstanceOf(InvalidSettings.class)
          .hasMessageContaining("OPENAI_BASE_URL");
      environment.put("LLM_ALLOW_HTTP", "true");
      assertThatCode(() -> PlainHttp.check(environment)).doesNotThrowAnyException();
    }
  }

  @Test
  void blankSettingDoesNotAllowIt() {
    SettingsReader blank = new SettingsReader(Map.of("LLM_ALLOW_HTTP", ""));
    PlainHttp.check(blank, "OPENAI_BASE_URL", URI.create("http://a.example"));
    assertThatThrownBy(blank::check).isInstanceOf(InvalidSettings.class);
  }
}
