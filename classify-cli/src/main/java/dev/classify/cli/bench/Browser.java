package dev.classify.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.security.auth.module.UnixSystem;
import dev.classify.exit.CommandFailure;
import dev.classify.local.http.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The Chromium of this machine without a window, with one page, driven through its DevTools
/// protocol.
final class Browser implements AutoCloseable {

  private static final List<Path> PROGRAMS =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration INTERVAL = Duration.ofMillis(50);
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final WebSocket page;
  private int calls;

  private Browser(Process process, URI page) {
    this.process = process;
    this.page = client.newWebSocketBuilder().buildAsync(page, new Receiver(received)).join();
  }

  /// The program; empty where this machine has none that we know.
  static Optional<Path> program() {
    return PROGRAMS.stream().filter(Files::isExecutable).findFirst();
  }

  /// Starts a browser.
  ///
  /// @param profile an empty folder for what it keeps
  static Browser start(Path program, Path profile) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless=new",
                "--disable-gpu",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank"));
    if (new UnixSystem().getUid() == 0) {
      // As root it starts only without its sandbox. It opens our page alone.
      command.add("--no-sandbox");
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("log").toFile())
            .start();
    try {
      return new Browser(process, page(profile.resolve("DevToolsActivePort")));
    } catch (IOException | InterruptedException | RuntimeException fault) {
      process.destroyForcibly();
      throw fault;
    }
  }

  /// The address of its page, once it has written its port into a file.
  private static URI page(Path portFile) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      List<String> lines = Files.exists(portFile) ? Files.readAllLines(portFile) : List.of();
      if (!lines.isEmpty()) {
        URI list = URI.create("http://127.0.0.1:" + lines.getFirst() + "/json/list");
        for (JsonNode target : Http.get(list, PATIENCE).json()) {
          if (target.path("type").asText().equals("page")) {
            return URI.create(target.path("webSocketDebuggerUrl").asText());
          }
        }
      }
      Thread.sleep(INTERVAL);
    }
    throw CommandFailure.failed("the browser does not start", "look at " + portFile.getParent());
  }

  void open(URI address) throws IOException, InterruptedException {
    call("Page.navigate", JSON.createObjectNode().put("url", address.toString()));
  }

  /// Loads the present page again.
  void reload() throws IOException, InterruptedException {
    call("Page.reload", JSON.createObjectNode());
  }

  /// The value of an expression of JavaScript, or what its promise brings.
  JsonNode evaluate(String expression) throws IOException, InterruptedException {
    return call(
            "Runtime.evaluate",
            JSON.createObjectNode()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true))
        .path("result")
        .path("value");
  }

  private JsonNode call(String method, ObjectNode parameters)
      throws IOException, InterruptedException {
    int id = ++calls;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    page.sendText(message.toString(), true).join();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      String text = received.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      JsonNode reply = text == null ? JSON.nullNode() : JSON.readTree(text);
      if (reply.path("id").asInt() == id) {
        return reply.path("result");
      }
    }
    throw new IOException("the browser does not answer " + method);
  }

  @Override
  public void close() {
    page.abort();
    client.shutdownNow();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    // Its files may be deleted only when it is gone.
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /// Puts messages together that come in parts.
  private static final class Receiver implements WebSocket.Listener {

    private final BlockingQueue<String> messages;
    private final StringBuilder part = new StringBuilder();

    Receiver(BlockingQueue<String> messages) {
      this.messages = messages;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        messages.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
