package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Removes the containers and networks of a cluster in view of the user.
///
/// Docker may refuse to remove a network whose containers are already gone, while it still takes
/// them off, or because it has forgotten to. Compose gives up then; this tries again.
public final class ComposeDown {

  private static final int ATTEMPTS = 5;

  private final Compose compose;
  private final PrintWriter err;
  private final Duration pause;

  public ComposeDown(Compose compose, PrintWriter err) {
    this(compose, err, Duration.ofSeconds(2));
  }

  ComposeDown(Compose compose, PrintWriter err, Duration pause) {
    this.compose = compose;
    this.err = err;
    this.pause = pause;
  }

  /// Runs `docker compose down` for the parts of all profiles with more arguments, if need be
  /// several times.
  ///
  /// @throws CommandFailure if containers stay, or a container of somebody else uses a network
  public void run(String... arguments) throws IOException, InterruptedException {
    String[] words =
        Stream.concat(Stream.of("--profile", "*", "down"), Stream.of(arguments))
            .toArray(String[]::new);
    String line = compose.line(words).replace(" * ", " '*' ");
    for (int attempt = 1; ; attempt++) {
      err.println("$ " + line);
      int exit = compose.show(words);
      if (exit == 0) {
        return;
      }
      String failed = "`%s` failed with exit code %d, see above".formatted(line, exit);
      if (!compose.containers().isEmpty()) {
        throw CommandFailure.failed(
            failed, "see `classify cluster ps`, then run this command again");
      }
      freeNetworks();
      if (attempt == ATTEMPTS) {
        throw CommandFailure.failed(
            failed, "restart the Docker engine, then run this command again");
      }
      err.println(
          "the containers are gone, but not all networks; trying again in %d s"
              .formatted(pause.toSeconds()));
      Thread.sleep(pause);
    }
  }

  /// Takes containers that no longer exist off the networks.
  private void freeNetworks() throws IOException, InterruptedException {
    for (String network : compose.networks()) {
      for (NetworkMember member : compose.members(network)) {
        if (compose.exists(member.container())) {
          throw CommandFailure.failed(
              "the container %s, which is not of this cluster, uses the network %s"
                  .formatted(member.name(), network),
              "disconnect it: `docker network disconnect %s %s`, then run this command again"
                  .formatted(network, member.name()));
        }
        compose.disconnect(network, member);
      }
    }
  }

  /// A container on a network.
  ///
  /// @param container its id
  record NetworkMember(String container, String name) {

    static final String FORMAT =
        "{{range $id, $one := .Containers}}{{$id}}\t{{$one.Name}}\n{{end}}";

    static List<NetworkMember> read(String output) {
      return output
          .lines()
          .map(line -> line.split("\t", -1))
          .filter(fields -> fields.length == 2)
          .map(fields -> new NetworkMember(fields[0], fields[1]))
          .toList();
    }
  }
}
