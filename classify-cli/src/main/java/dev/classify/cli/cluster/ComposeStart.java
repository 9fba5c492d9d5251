package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Starts the cluster of the compose file.
public final class ComposeStart {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Map<String, String> environment;
  private final Consumer<String> told;

  /// @param environment settings and environment, for Docker and Compose
  /// @param told each step
  public ComposeStart(Map<String, String> environment, Consumer<String> told) {
    this.environment = Map.copyOf(environment);
    this.told = told;
  }

  /// Makes sure of an `.env` before the first volume is made: a volume keeps its password.
  ///
  /// @return settings that are new in it
  public Map<String, String> prepare() throws IOException, InterruptedException {
    Compose compose = Compose.find(environment);
    if (Files.exists(EnvironmentFile.of(compose))) {
      return Map.of();
    }
    if (compose.volumes().isEmpty()) {
      Map<String, String> written = EnvironmentFile.write(compose, environment);
      told.accept(
          "wrote %s with new passwords for the database and the object store"
              .formatted(EnvironmentFile.of(compose)));
      return written;
    }
    if (!environment.containsKey("CLASSIFY_DB_PASSWORD")) {
      told.accept(
          "there is no .env and the volumes exist already, so the demo passwords stay; volumes that"
              + " were made with others need theirs in .env again, or `classify cluster clean`");
    }
    return Map.of();
  }

  /// Starts what is not up and waits until all of it is healthy.
  ///
  /// @param build also where the image seems new enough
  public void up(boolean build) throws IOException, InterruptedException {
    Compose compose = Compose.find(environment);
    List<String> words = new ArrayList<>(List.of("up", "-d"));
    if (compose.plugin()) {
      words.add("--wait");
    }
    Optional<String> why = WorkerImage.of(compose, environment).whyBuild();
    why.ifPresent(reason -> told.accept(reason + ", so it is built; the first time takes minutes"));
    if (build || why.isPresent()) {
      words.add("--build");
    }
    String[] arguments = words.toArray(String[]::new);
    told.accept("$ " + compose.line(arguments));
    int exit = compose.show(arguments);
    Instant deadline = Instant.now().plus(PATIENCE);
    List<Container> unwell = compose.unwell();
    while (exit == 0 && !unwell.isEmpty() && Instant.now().isBefore(deadline)) {
      Thread.sleep(PAUSE);
      unwell = compose.unwell();
    }
    if (exit != 0 || !unwell.isEmpty()) {
      throw failure(compose, unwell);
    }
  }

  private static CommandFailure failure(Compose compose, List<Container> unwell) {
    if (unwell.isEmpty()) {
      return CommandFailure.failed(
          "the cluster did not start; the lines above say why",
          "a port or network that is taken, and what else happens: docs/cluster.md");
    }
    List<Container> failed = unwell.stream().filter(each -> !each.starting()).toList();
    List<Container> named = failed.isEmpty() ? unwell : failed;
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
                ? "; where it says data-loss: `classify cluster repair " + first + "`"
                : ""));
  }
}
