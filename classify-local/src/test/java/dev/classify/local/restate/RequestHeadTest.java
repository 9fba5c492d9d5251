package dev.classify.local.restate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:9070", "127.0.0.1:9070", "[::1]:9070"})
  void commandAndOwnPageMayPass(String host) throws Exception {
    assertThat(head("host: " + host).refusal()).isEmpty();
    assertThat(head("Host: " + host, "Origin: http://" + host).refusal()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:9070",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example/127.0.0.1",
        "1.2.3.4@evil.example",
        "face.b00c",
        ""
      })
  void nameThatSomebodyElseControlsIsRefused(String host) throws Exception {
    assertThat(head("host: " + host).refusal()).startsWith("HTTP/1.1 421 ").contains("fix: use ");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:9070, http://evil.example",
    "localhost:9070, null",
    "localhost:9070, http://localhost:8080",
    "localhost:9070, https://localhost:9070",
    "127.0.0.1:9070, http://localhost:9070",
  })
  void pageOfAnotherSiteIsRefused(String host, String origin) throws Exception {
    assertThat(head("host: " + host, "origin: " + origin).refusal())
        .startsWith("HTTP/1.1 403 ")
        .endsWith("fix: open http://" + host + "/ui\n");
  }

  @Test
  void requestWithoutHostOrWithTwoIsRefused() throws Exception {
    assertThat(head("accept: */*").refusal()).startsWith("HTTP/1.1 421 ");
    assertThat(head("host: localhost", "Host: evil.example").refusal()).startsWith("HTTP/1.1 421 ");
  }

  @Test
  void serverIsToldToCloseTheConnectionSoThatNoSecondRequestFollows() throws Exception {
    RequestHead head = head("host: localhost", "Connection: keep-alive", "accept: */*");
    assertThat(new String(head.forwarded(), StandardCharsets.ISO_8859_1))
        .isEqualTo("GET / HTTP/1.1\r\nhost: localhost\r\naccept: */*\r\nconnection: close\r\n\r\n");
  }

  @Test
  void bodyIsLeftToTheReader() throws Exception {
    ByteArrayInputStream in = in("POST / HTTP/1.1\r\nhost: localhost\r\n\r\n{}");
    RequestHead.read(in);
    assertThat(in.readAllBytes()).asString().isEqualTo("{}");
  }

  @Test
  void headThatDoesNotEndIsReadUpToItsLimit() {
    assertThatThrownBy(() -> head("x: " + "y".repeat(9000)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("8192 bytes");
    assertThatThrownBy(() -> RequestHead.read(in("GET / HTTP/1.1\r\n")))
        .isInstanceOf(IOException.class);
  }

  private static RequestHead head(String... headers) throws IOException {
    return RequestHead.read(
        in("GET / HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\nbody"));
  }

  private static ByteArrayInputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
