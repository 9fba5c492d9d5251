package dev.classify.cli.cluster;

import dev.classify.local.process.SearchPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The password of the database that the cluster in Docker made for itself.
///
/// Without an `.env`, the cluster keeps its secrets in volumes. Whoever may use Docker may read
/// them, so the command asks Docker, by the name of the container. It reads no compose file for
/// that: one in a folder of somebody else's data could name files and addresses of its own.
public final class ContainerPassword {

  /// `name` in docker-compose.cluster.yml.
  private static final String PROJECT = "classify";

  /// Where docker-compose.cluster.yml mounts it.
  private static final String FILE = "/run/application/database-password";

  /// Docker answers in a tenth of a second; an engine that hangs must not hold up the command.
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /// Longer than any password.
  private static final int BYTES_MAX = 4_096;

  private ContainerPassword() {}

  /// The password, empty if Docker or the container is missing, or if the settings name a password
  /// or a database on another machine, which must not learn it.
  ///
  /// @param environment settings and environment
  public static Optional<String> find(Map<String, String> environment) {
    if (isSet(environment, "CLASSIFY_DB_PASSWORD")
        || isSet(environment, "CLASSIFY_DB_PASSWORD_FILE")
        || isSet(environment, "CLASSIFY_DB_URL")
        || !isOnThisMachine(environment.getOrDefault("BIND_ADDR", ""))) {
      return Optional.empty();
    }
    String project =
        isSet(environment, "COMPOSE_PROJECT_NAME")
            ? environment.get("COMPOSE_PROJECT_NAME")
            : PROJECT;
    return SearchPath.find("docker", environment)
        .findFirst()
        .flatMap(docker -> ask(docker, project + "-timescaledb-1"));
  }

  private static Optional<String> ask(Path docker, String container) {
    try {
      Process process =
          new ProcessBuilder(List.of(docker.toString(), "exec", container, "cat", FILE))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
            || process.exitValue() != 0) {
          return Optional.empty();
        }
        byte[] output = process.getInputStream().readNBytes(BYTES_MAX);
        return Optional.of(new String(output, StandardCharsets.UTF_8).strip())
            .filter(password -> !password.isEmpty());
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static boolean isOnThisMachine(String published) {
    if (published.isBlank()) {
      return true;
    }
    try {
      InetAddress address = InetAddress.ofLiteral(published.strip());
      return address.isLoopbackAddress()
          || address.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (IllegalArgumentException | SocketException _) {
      return false;
    }
  }

  private static boolean isSet(Map<String, String> environment, String key) {
    return !environment.getOrDefault(key, "").isBlank();
  }
}
