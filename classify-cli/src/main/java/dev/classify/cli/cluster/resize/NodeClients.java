package dev.classify.cli.cluster.resize;

import dev.classify.cli.cluster.Compose;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a compose file that have the addresses of all nodes.
record NodeClients(Compose compose) {

  /// It has them in its ports and its file.
  private static final String ADMIN = "admin";

  /// They have them in their environment. The hash of their settings says nothing: some versions of
  /// Compose leave out what a part depends on where they start it alone (`--no-deps`).
  private static final List<String> CLIENTS = List.of("projector", "runner");

  private static final Pattern ADDRESSES = Pattern.compile("CLASSIFY_NODES=(\\S+)");

  private static final String LABEL = "com.docker.compose.";

  private static final String FORMAT =
      "{{.ID}}\t{{.Label \"%1$sservice\"}}\t{{.Label \"%1$sconfig-hash\"}}".formatted(LABEL);

  /// Those with a container for another number of nodes, even if it is stopped. A container of
  /// `docker compose run` is left out: it ends by itself, and nothing would replace it.
  List<String> outdated(int nodes) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ps", "-a", "--format", FORMAT));
    for (String filter : List.of("project=" + compose.project(), "oneoff=False")) {
      command.addAll(List.of("--filter", "label=" + LABEL + filter));
    }
    TreeSet<String> outdated = new TreeSet<>();
    for (String line : compose.mustAnswer(command.toArray(String[]::new)).lines().toList()) {
      String[] fields = line.split("\t", -1);
      if (fields.length == 3 && isOutdated(fields[0], fields[1], fields[2], nodes)) {
        outdated.add(fields[1]);
      }
    }
    return List.copyOf(outdated);
  }

  private boolean isOutdated(String container, String part, String hash, int nodes)
      throws IOException, InterruptedException {
    if (part.equals(ADMIN)) {
      // `admin <hash>`
      return !compose.ask("config", "--hash", ADMIN).output().contains(" " + hash);
    }
    if (!CLIENTS.contains(part)) {
      return false;
    }
    Matcher addresses =
        ADDRESSES.matcher(
            compose.docker("inspect", "--format", "{{.Config.Env}}", container).output());
    return addresses.find() && addresses.group(1).split(",", -1).length != nodes;
  }
}
