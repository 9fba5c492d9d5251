package dev.classify.local.restate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.local.LocalSettings;
import dev.classify.local.cache.CacheFolder;
import dev.classify.local.http.Http;
import dev.classify.local.http.Reply;
import dev.classify.local.process.Command;
import dev.classify.local.process.Component;
import dev.classify.local.process.LoopbackPort;
import dev.classify.local.process.ProcessFiles;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The admin port of a real server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminGateIT {

  private static final String SQL = "{\"query\":\"select 1 as one\"}";

  private RestatePorts ports = new RestatePorts(0, 0, 0);
  private Component.Program server;
  private Process process;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    int ingress = LoopbackPort.choose(Set.of());
    int admin = LoopbackPort.choose(Set.of(ingress));
    ports = new RestatePorts(ingress, admin, LoopbackPort.choose(Set.of(ingress, admin)));
    IdentityFiles identity = IdentityFiles.in(folder);
    identity.obtain();
    server = program(folder, identity);
    Command command = server.launch().prepare();
    ProcessBuilder builder = new ProcessBuilder(command.words());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    process =
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
    Instant end = Instant.now().plusSeconds(60);
    while (!ports.ready()) {
      assertThat(process.isAlive() && Instant.now().isBefore(end)).isTrue();
      Thread.sleep(50);
    }
  }

  @AfterAll
  void stop() throws Exception {
    process.destroyForcibly().waitFor();
    server.launch().ended();
    assertThat(LoopbackPort.free(ports.admin())).isTrue();
  }

  @Test
  void commandsAndRestatesOwnPagePass() throws Exception {
    Reply rows = Http.post(admin("/query"), SQL, Duration.ofSeconds(10));
    assertThat(rows.json().at("/rows/0/one").asInt()).isOne();
    assertThat(Http.get(admin("/ui/")).body()).startsWith("<!DOCTYPE html>");
    String own = "127.0.0.1:" + ports.admin();
    assertThat(answer("POST /query", own, "http://" + own)).contains(" 200 ", "\"one\":1");
  }

  @Test
  void pagesOfOthersAreRefusedUnderTheirOwnNameAndUnderOurs() throws Exception {
    String rebound = "evil.example:" + ports.admin();
    assertThat(answer("POST /query", rebound, "http://" + rebound))
        .startsWith("HTTP/1.1 421 ")
        .doesNotContain("\"one\"");
    assertThat(answer("POST /query", "localhost:" + ports.admin(), "http://evil.example"))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContain("\"one\"");
  }

  /// It would not have been looked at.
  @Test
  void secondRequestOnAConnectionIsNotServed() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.admin())) {
      OutputStream out = socket.getOutputStream();
      String first = "GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n";
      String second = "GET /version HTTP/1.1\r\nhost: evil.example\r\n\r\n";
      out.write((first + second).getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("1.7.");
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosedAndTheRestGoesOn() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < AdminGate.CONNECTIONS_MAX; i++) {
        idle.add(new Socket(InetAddress.getLoopbackAddress(), ports.admin()));
      }
      Thread.sleep(200);
      assertThat(Http.answers(admin("/health"))).isFalse();
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
    Instant end = Instant.now().plusSeconds(10);
    while (!Http.answers(admin("/health"))) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(50);
    }
  }

  @Test
  void folderWithAPathTooLongForASocketIsReported(@TempDir Path folder) throws Exception {
    Path deep = folder.resolve("a".repeat(100));
    assertThatThrownBy(() -> program(deep, IdentityFiles.in(deep)).launch().prepare())
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("fix: set CLASSIFY_HOME to a folder with a shorter path");
  }

  private Component.Program program(Path folder, IdentityFiles identity) {
    return RestateProgram.component(
        null,
        new CacheFolder(LocalSettings.from(System.getenv()).cache()),
        folder.resolve("restate"),
        ports,
        identity,
        System.getenv(),
        new ProcessFiles(folder, folder));
  }

  /// The whole answer to a query.
  private String answer(String request, String host, String origin) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.admin())) {
      String head =
          "%s HTTP/1.1\r\nhost: %s\r\norigin: %s\r\n".formatted(request, host, origin)
              + "content-type: application/json\r\naccept: application/json\r\n"
              + "content-length: %d\r\n\r\n".formatted(SQL.length());
      socket.getOutputStream().write((head + SQL).getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private URI admin(String path) {
    return RestatePorts.loopback(ports.admin()).resolve(path);
  }
}
