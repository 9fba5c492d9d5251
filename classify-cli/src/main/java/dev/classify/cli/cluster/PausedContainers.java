package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.CommandOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
      List<String> words = new ArrayList<>(List.of("pause"));
      words.addAll(group);
      CommandOutput answer = compose.docker(words.toArray(String[]::new));
      if (answer.exit() != 0) {
        paused.close();
        throw CommandFailure.failed(
            "`docker %s` failed: %s".formatted(String.join(" ", words), answer.output().strip()),
            "see which parts run: `classify cluster ps`");
      }
    }
    return paused;
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
