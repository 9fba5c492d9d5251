package dev.classify.cli.cluster;

import dev.classify.local.process.CommandOutput;
import dev.classify.local.process.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Starts the containers of one part, and none of those that it depends on.
///
/// Not by `docker compose up --no-deps`: Compose 2.26 and others before August 2024 note a part so
/// started as one that depends on nothing, and the next `up` replaces all such parts at the same
/// time ([docker/compose#12069](https://github.com/docker/compose/issues/12069)).
record PartStart(Compose compose, String part) {

  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final Duration INTERVAL = Duration.ofMillis(300);

  private static final String FORMAT =
      "{{index .Config.Labels \"com.docker.compose.config-hash\"}} {{.Image}} {{.Config.Image}}";

  /// Returns when they are healthy. Containers with other settings or another image than the
  /// present ones end in good order first, and new ones take their place.
  ///
  /// @param anew whether containers that are up to date are replaced too
  /// @return whether there are new ones
  boolean run(boolean anew) throws IOException, InterruptedException {
    List<String> before = compose.ids(part);
    boolean replace = anew || outdated(before);
    if (replace && !before.isEmpty()) {
      fetchImage();
      docker("stop", before);
      docker("rm", before);
    }
    if (replace || before.isEmpty()) {
      String scale = part + "=" + Math.max(1, before.size());
      compose.check("create", "--no-recreate", "--scale", scale, part);
    }
    docker("start", compose.ids(part));
    await();
    return replace || before.isEmpty();
  }

  /// Whether one of the containers was made with other settings or another image.
  private boolean outdated(List<String> ids) throws IOException, InterruptedException {
    // Without `*`, some versions give the hash of a part that depends on nothing.
    String hashes = compose.ask("config", "--hash", "*").output();
    for (String id : ids) {
      String[] made = compose.mustAnswer("inspect", "--format", FORMAT, id).strip().split(" ", -1);
      CommandOutput image = compose.docker("image", "inspect", "--format", "{{.Id}}", made[2]);
      if (hashes.lines().noneMatch(line -> line.strip().equals(part + " " + made[0]))
          || (image.exit() == 0 && !image.output().strip().equals(made[1]))) {
        return true;
      }
    }
    return false;
  }

  /// Before anything stops.
  private void fetchImage() throws IOException, InterruptedException {
    String image = compose.imageOf(part);
    if (compose.docker("image", "inspect", image).exit() != 0) {
      compose.mustAnswer("pull", image);
    }
  }

  private void docker(String command, List<String> ids) throws IOException, InterruptedException {
    compose.mustAnswer(Stream.concat(Stream.of(command), ids.stream()).toArray(String[]::new));
  }

  /// Compose's own `--wait` would also fail if another part is down.
  private void await() throws IOException, InterruptedException {
    Wait wait = new Wait(part + " to become healthy", INTERVAL, TIMEOUT);
    List<Container> last =
        wait.until(
            seen ->
                seen.stream().allMatch(Container::well)
                    || !seen.stream().allMatch(Container::running),
            () -> compose.containers().stream().filter(each -> each.part().equals(part)).toList());
    if (last.isEmpty() || !last.stream().allMatch(Container::well)) {
      throw wait.timedOut(
          last.stream()
              .filter(each -> !each.well())
              .map(Container::status)
              .findFirst()
              .orElse("there is no container"),
          "see its log: `" + compose.line("logs", part) + "`");
    }
  }
}
