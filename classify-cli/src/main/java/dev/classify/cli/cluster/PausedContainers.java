package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.CommandOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Containers that stand still until this is closed, or until this program ends: a small shell,
/// which outlives it, lets them continue.
///
/// Docker stops and continues several containers in one call, which takes a tenth of a second.
/// Compose takes about a second for each part on a busy machine, during which some nodes would run
/// and miss the others.
final class PausedContainers implements AutoCloseable {

  /// Ctrl-C reaches the shell too, which must not end before it has let all continue. Docker
  /// complains of those that do not stand still, and continues the others.
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      cat > /dev/null
      docker unpause "$@" > /dev/null 2>&1
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Compose compose;
  private final Process shell;

  private PausedContainers(Compose compose, List<String> ids) throws IOException {
    this.compose = compose;
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "unpause"));
    words.addAll(ids);
    this.shell = compose.shell().start(words);
  }

  /// Returns when none of these runs on.
  ///
  /// @param groups ids of containers; those of each stop together
  static PausedContainers pause(Compose compose, List<List<String>> groups)
      throws IOException, InterruptedException {
    PausedContainers paused =
        new PausedContainers(compose, groups.stream().flatMap(List::stream).toList());
    for (List<String> group : groups) {
      Optional<String> refusal = paused.pause(group);
      if (refusal.isPresent()) {
        paused.close();
        throw CommandFailure.failed(
            "`docker pause %s` failed for %d s: %s"
                .formatted(String.join(" ", group), PATIENCE.toSeconds(), refusal.get()),
            "repeat the command when the disk is less busy, or stop the cluster first:"
                + " `classify cluster down`");
      }
    }
    return paused;
  }

  /// Again and again, because with version 1 of control groups a process that waits for the disk
  /// cannot be stopped.
  ///
  /// @return what Docker says in the end, if some of them run on
  private Optional<String> pause(List<String> group) throws IOException, InterruptedException {
    Instant begun = Instant.now();
    List<String> running = group;
    while (true) {
      CommandOutput answer =
          compose.docker(
              Stream.concat(Stream.of("pause"), running.stream()).toArray(String[]::new));
      if (answer.exit() != 0) {
        running = running(running);
      }
      if (answer.exit() == 0 || running.isEmpty()) {
        return Optional.empty();
      }
      if (begun.plus(PATIENCE).isBefore(Instant.now())) {
        return Optional.of(answer.output().strip());
      }
      Thread.sleep(INTERVAL);
    }
  }

  private List<String> running(List<String> ids) throws IOException, InterruptedException {
    List<String> running = new ArrayList<>();
    for (String id : ids) {
      if (!compose.mustAnswer("inspect", "--format", "{{.State.Paused}}", id).contains("true")) {
        running.add(id);
      }
    }
    return running;
  }

  /// All continue.
  @Override
  public void close() throws IOException {
    shell.getOutputStream().close();
    try {
      shell.waitFor();
      List<String> still =
          compose.containers().stream()
              .filter(each -> each.state().equals("paused"))
              .map(Container::part)
              .toList();
      if (!still.isEmpty()) {
        throw CommandFailure.failed(
            String.join(", ", still) + " still stand still",
            "run `%s`".formatted(compose.line("unpause")));
      }
    } catch (InterruptedException _) {
      // The shell lets them continue, whether or not this waits for it.
      Thread.currentThread().interrupt();
    }
  }
}
