package dev.classify.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {

  private final KnownHosts hosts = new KnownHosts(List.of("classify.example.org"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:9080",
        "LOCALHOST:9080",
        "127.0.0.1:9080",
        "127.77.3.1",
        "192.168.1.5:9080",
        "[::1]:9080",
        "[fe80::1]",
        "classify.example.org",
        "Classify.Example.org:443"
      })
  void addressesAndNamesOfOursAreAnswered(String host) {
    assertThat(hosts.knows(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "evil.example:9080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "classify.example.org.evil.example",
        "localhost:9080@evil.example",
        "localhost:9080:1",
        "a b"
      })
  void othersAreNot(String host) {
    assertThat(hosts.knows(host)).isFalse();
  }
}
