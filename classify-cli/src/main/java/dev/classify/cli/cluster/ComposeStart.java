package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Starts the cluster of the compose file.
public final class ComposeStart {

  private static final String EXTRA_WORKERS = "CLASSIFY_EXTRA_WORKERS";

  private final Map<String, String> environment;
  private final Consumer<String> told;

  /// @param environment settings and environment, for Docker and Compose
  /// @param told receives a line for each step
  public ComposeStart(Map<String, String> environment, Consumer<String> told) {
    this.environment = Map.copyOf(environment);
    this.told = told;
  }

  /// Writes an `.env` before the first volume is created. Without one, the secrets are in volumes.
  ///
  /// @return the settings that were written
  public Map<String, String> prepare() throws IOException, InterruptedException {
    Compose compose = Compose.find(environment);
    if (Files.exists(EnvironmentFile.of(compose)) || !compose.volumes().isEmpty()) {
      return Map.of();
    }
    Map<String, String> written = EnvironmentFile.write(compose, environment);
    told.accept(
        "wrote %s with new passwords for the database and the object store"
            .formatted(EnvironmentFile.of(compose)));
    return written;
  }

  /// Builds the image if a source is newer.
  ///
  /// @param always even if none is
  public void build(boolean always) throws IOException, InterruptedException {
    Compose compose = Compose.find(environment);
    Optional<String> why = new WorkerImage(compose).whyBuild();
    why.ifPresent(reason -> told.accept(reason + ", so it is built; that takes minutes"));
    if (always || why.isPresent()) {
      told.accept("$ " + compose.line("build"));
      if (compose.show("build") != 0) {
        throw CommandFailure.failed(
            "the image could not be built; the lines above say why", "correct that, and repeat");
      }
    }
  }

  /// Starts every service that is down and waits until all are healthy.
  ///
  /// @param build whether to build the image even if no source is newer
  public void up(boolean build) throws IOException, InterruptedException {
    Compose compose = Compose.find(environment);
    checkNodes(compose);
    int extraWorkers = compose.runningIds(ClusterSize.EXTRA_WORKERS).size();
    // Orphans are workers of a larger compose file.
    List<String> words = new ArrayList<>(List.of("up", "-d", "--wait", "--remove-orphans"));
    Optional<String> why = new WorkerImage(compose).whyBuild();
    why.ifPresent(
        reason -> told.accept(reason + ", so it is built; the first build takes minutes"));
    if (build || why.isPresent()) {
      words.add("--build");
    }
    // Those that `--scale` has started would end, unless the settings have a number of their own.
    if (extraWorkers > 0 && environment.getOrDefault(EXTRA_WORKERS, "").isEmpty()) {
      words.addAll(List.of("--scale", ClusterSize.EXTRA_WORKERS + "=" + extraWorkers));
    }
    String[] arguments = words.toArray(String[]::new);
    told.accept("$ " + compose.line(arguments));
    int exit = compose.show(arguments);
    List<Container> unwell = compose.unwell();
    if (exit != 0 || !unwell.isEmpty()) {
      throw failure(compose, unwell);
    }
  }

  /// Some nodes of a larger cluster may be fewer than a majority, and lack the only copies of some
  /// data.
  private static void checkNodes(Compose compose) throws IOException, InterruptedException {
    List<String> nodes = compose.file().size().nodeNames();
    List<String> without =
        compose.volumes().stream()
            .filter(volume -> volume.startsWith(compose.project() + "_" + ClusterSize.NODE))
            .map(volume -> volume.substring(compose.project().length() + 1))
            .filter(node -> !nodes.contains(node))
            .toList();
    if (!without.isEmpty()) {
      throw CommandFailure.failed(
          "the cluster %s has the data of %s, which %s does not have"
              .formatted(compose.project(), String.join(", ", without), compose.file().names()),
          "start it with the compose file of its size, or give this one another"
              + " COMPOSE_PROJECT_NAME; `classify cluster clean` deletes all data");
    }
  }

  private static CommandFailure failure(Compose compose, List<Container> unwell) {
    if (unwell.isEmpty()) {
      return CommandFailure.failed(
          "the cluster did not start; the lines above say why",
          "for a port or network that is in use, and for other causes, see docs/cluster.md");
    }
    List<Container> failed = unwell.stream().filter(each -> !each.starting()).toList();
    // Others were only created, because they wait for one that has failed.
    List<Container> ended = failed.stream().filter(each -> !each.created()).toList();
    List<Container> named = ended.isEmpty() ? (failed.isEmpty() ? unwell : failed) : ended;
    String first = named.getFirst().part();
    return CommandFailure.failed(
        "not healthy: "
            + String.join(
                ", ",
                named.stream().map(each -> each.part() + " (" + each.status() + ")").toList()),
        "see the lines above and `"
            + compose.line("logs", "--tail", "20", first)
            + "`"
            + (first.startsWith("restate-")
                ? "; if the log says data-loss: `classify cluster repair " + first + "`"
                : ""));
  }
}
