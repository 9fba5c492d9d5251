package dev.classify.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurePageTest {

  @TempDir Path folder;

  private Path cluster;
  private Path tls;

  @BeforeEach
  void write() throws Exception {
    cluster = Files.createFile(folder.resolve("docker-compose.cluster.yml"));
    tls = Files.createFile(folder.resolve("docker-compose.tls.yml"));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("COMPOSE_FILE", cluster + ":" + tls);
    return environment;
  }

  @Test
  void clusterWithoutTheFileOfTlsHasNone() {
    assertThat(SecurePage.address(Map.of("COMPOSE_FILE", cluster.toString()))).isEmpty();
  }

  @Test
  void publishedBesideTheOtherPortsByDefault() {
    Map<String, String> environment = environment();
    assertThat(SecurePage.address(environment))
        .isEqualTo(Optional.of(URI.create("https://localhost:9443")));
    environment.put("BIND_ADDR", "10.1.2.3");
    assertThat(SecurePage.address(environment))
        .isEqualTo(Optional.of(URI.create("https://10.1.2.3:9443")));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0:443,https://localhost",
    "443,https://localhost",
    "10.1.2.3:9443,https://10.1.2.3:9443",
    "[::]:8443,https://localhost:8443"
  })
  void publishedWhereTheSettingSays(String setting, String page) {
    Map<String, String> environment = environment();
    environment.put("CLASSIFY_HTTPS", setting);
    assertThat(SecurePage.address(environment)).isEqualTo(Optional.of(URI.create(page)));
  }

  @Test
  void settingWithoutAPortIsNamed() {
    Map<String, String> environment = environment();
    environment.put("CLASSIFY_HTTPS", "yes");
    assertThatThrownBy(() -> SecurePage.address(environment))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("CLASSIFY_HTTPS")
        .hasMessageContaining("0.0.0.0:443");
  }
}
