package dev.classify.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Projectors of the distribution as processes of their own, beside a stack that has none.
final class ProjectorProcesses implements AutoCloseable {

  /// Times in which a test of a minute sees several generations.
  static final Map<String, String> FAST =
      Map.of(
          "PROJECTOR_HEARTBEAT_INTERVAL", "200ms",
          "PROJECTOR_STALE_TIMEOUT", "3s",
          "PROJECTOR_COORDINATION_TIMEOUT", "20s",
          "PROJECTOR_POLL_INTERVAL", "100ms",
          "PROJECTOR_REGISTRATION_WAIT", "300ms");

  private static final Pattern METRICS = Pattern.compile("metrics host=\\S+ port=(\\d+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI ingress;
  private final Map<String, String> environment;
  private final Path logs;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> all = new ArrayList<>();

  /// @param times settings of the replica set
  ProjectorProcesses(URI ingress, DatabaseSettings database, Path logs, Map<String, String> times) {
    this.ingress = ingress;
    this.logs = logs;
    this.environment = new HashMap<>(times);
    environment.put("CLASSIFY_NODES", ingress.toString());
    environment.put("CLASSIFY_DB_URL", database.url());
    environment.put("CLASSIFY_DB_USER", database.user());
    environment.put("CLASSIFY_DB_PASSWORD", database.password());
    environment.put("PROJECTOR_METRICS_PORT", "0");
    environment.put("SERVICE_HOST", "127.0.0.1");
  }

  /// Starts one more.
  Process start() throws IOException {
    Path log = log(all.size() + 1);
    ProcessBuilder builder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                Path.of("target", "classify", "lib").toAbsolutePath() + "/*",
                "dev.classify.projector.Main")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("PROJECTOR_NAME", "projector-" + (all.size() + 1));
    Process process = builder.start();
    all.add(process);
    return process;
  }

  /// Where a projector serves its metrics, as it has logged it.
  ///
  /// @param number from 1
  URI metrics(int number) throws IOException {
    Matcher line = METRICS.matcher(Files.readString(log(number)));
    if (!line.find()) {
      throw new IOException("projector-" + number + " serves no metrics yet");
    }
    return URI.create("http://127.0.0.1:" + line.group(1) + "/metrics");
  }

  private Path log(int number) {
    return logs.resolve("projector-%d.log".formatted(number));
  }

  /// What they have logged, for the message of a failed test.
  String logs() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= all.size(); i++) {
      try {
        text.append("\n--- projector-%d%n".formatted(i)).append(Files.readString(log(i)));
      } catch (IOException unreadable) {
        text.append(unreadable);
      }
    }
    return text.toString();
  }

  /// The replica set as its coordinator knows it.
  JsonNode status() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(ingress.resolve("/projector-coordinator/main/status"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return JSON.readTree(answer.body());
  }

  /// Whether a generation of so many projectors processes.
  boolean process(int count) throws IOException, InterruptedException {
    JsonNode status = status();
    return status.path("phase").asText().equals("PROCESSING")
        && status.path("partitions").asInt() == count
        && status.path("workers").size() == count;
  }

  static void signal(Process process, String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /// Not by `onExit`: where a process has ended long ago, that waits for whichever process has its
  /// number now.
  @Override
  public void close() {
    all.forEach(Process::destroyForcibly);
    try {
      for (Process each : all) {
        if (!each.waitFor(10, TimeUnit.SECONDS)) {
          throw new IllegalStateException("projector with pid " + each.pid() + " does not end");
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
