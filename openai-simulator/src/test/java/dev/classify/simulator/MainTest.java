package dev.classify.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.classify.simulator.settings.FaultKind;
import dev.classify.simulator.settings.Option;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpListsEverySettingAndFault() {
    assertThat(run("--help")).isZero();

    for (Option option : Option.values()) {
      assertThat(out.toString(UTF_8)).contains(option.flag() + "=");
    }
    for (FaultKind kind : FaultKind.values()) {
      assertThat(out.toString(UTF_8)).contains(kind.key());
    }
  }

  @Test
  void invalidSettingsAreUsageErrors() {
    assertThat(run("--rpm", "fast", "--fault", "fire=1")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--rpm", "--fault", "fix:");
    assertThat(run("--speed", "1")).isEqualTo(2);
  }

  @Test
  void portInUseIsReportedWithAFix() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThat(run("--host", "0.0.0.0", "--port", String.valueOf(taken.getLocalPort()))).isOne();
    }
    assertThat(err.toString(UTF_8)).contains("cannot listen", "fix: choose another --port");
  }

  @Test
  void programPrintsItsAddressAndServesUntilInterrupted() throws Exception {
    FutureTask<Integer> exit =
        new FutureTask<>(() -> run("--port", "0", "--rpm", "7", "--fault", "hang=#9"));
    Thread program = Thread.ofPlatform().start(exit);
    await().until(() -> out.toString(UTF_8).contains("\n"));

    URI address = URI.create(out.toString(UTF_8).strip().replaceFirst(".* ", ""));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest ask = HttpRequest.newBuilder(address.resolve("/_simulator/settings")).build();
      assertThat(http.send(ask, BodyHandlers.ofString()).body())
          .contains("\"rpm\":\"7\"", "hang=#9");
    }
    program.interrupt();

    assertThat(exit.get()).isZero();
  }

  private int run(String... args) {
    return Main.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
