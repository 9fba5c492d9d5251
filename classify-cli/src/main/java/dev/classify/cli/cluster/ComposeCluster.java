package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cluster of docker-compose.cluster.yml.
public final class ComposeCluster implements Cluster {

  /// Nodes and workers that the file has of each.
  private static final int COUNT = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Map<String, String> environment;
  private final ClusterAddresses addresses;
  private @Nullable Compose compose;

  /// Docker is looked for when it is first needed: what asks addresses alone needs none.
  ///
  /// @param environment settings and environment, for Docker and Compose
  public ComposeCluster(Map<String, String> environment, ClusterAddresses addresses) {
    this.environment = Map.copyOf(environment);
    this.addresses = addresses;
  }

  @Override
  public ClusterAddresses addresses() {
    return addresses;
  }

  @Override
  public List<String> nodes() {
    return numbered("restate-");
  }

  @Override
  public List<String> workers() {
    return numbered("classify-service-");
  }

  /// A container that was killed by a command is not started again by its restart policy.
  @Override
  public void kill(String part) throws IOException, InterruptedException {
    if (container(part).filter(each -> !each.state().equals("exited")).isPresent()) {
      check("kill", "-s", "SIGKILL", part);
    }
  }

  /// Compose's own `--wait` would also fail for other parts that are down.
  @Override
  public void start(String part) throws IOException, InterruptedException {
    check("up", "-d", "--no-deps", part);
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      Optional<Container> container = container(part);
      if (container.isPresent() && container.get().well()) {
        return;
      }
      boolean ended = container.filter(each -> !each.state().equals("running")).isPresent();
      if (ended || Instant.now().isAfter(deadline)) {
        throw CommandFailure.failed(
            part + " is not healthy: " + container.map(Container::status).orElse("no container"),
            "see what it says: `" + compose().line("logs", part) + "`");
      }
      Thread.sleep(PAUSE);
    }
  }

  @Override
  public CommandOutput restatectl(String node, String... arguments)
      throws IOException, InterruptedException {
    return compose()
        .ask(
            Stream.concat(Stream.of("exec", "-T", node, "restatectl"), Stream.of(arguments))
                .toArray(String[]::new));
  }

  /// Docker Compose, which is looked for once.
  public Compose compose() throws IOException, InterruptedException {
    if (compose == null) {
      compose = Compose.find(environment);
    }
    return compose;
  }

  private Optional<Container> container(String part) throws IOException, InterruptedException {
    return compose().containers().stream().filter(each -> each.part().equals(part)).findFirst();
  }

  private void check(String... arguments) throws IOException, InterruptedException {
    CommandOutput answer = compose().ask(arguments);
    if (answer.exit() != 0) {
      throw CommandFailure.failed(
          "`" + compose().line(arguments) + "` failed: " + answer.output().strip(),
          "see what runs: `classify cluster ps`");
    }
  }

  private static List<String> numbered(String prefix) {
    return IntStream.rangeClosed(1, COUNT).mapToObj(number -> prefix + number).toList();
  }
}
