package dev.classify.cli.cluster.resize;

import dev.classify.cli.cluster.ClusterSize;
import dev.classify.cli.cluster.Compose;
import dev.classify.cli.cluster.ComposeCluster;
import dev.classify.cli.cluster.Container;
import dev.classify.cli.cluster.render.ClusterFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The cluster of a rendered compose file.
///
/// @param replace whether files that somebody changed are replaced
record ResizableCompose(ComposeCluster cluster, boolean replace) implements ResizableCluster {

  private static final String PROMETHEUS = "prometheus";

  @Override
  public void checkNodes(int nodes) throws IOException {
    folder().checkNodes(cluster.file().size());
  }

  @Override
  public Optional<String> unlike(int nodes) throws IOException, InterruptedException {
    ClusterSize size = cluster.file().size();
    if (!folder().holds(new ClusterSize(nodes, size.workers()))) {
      return Optional.of(
          "%s has %d nodes, or another file is of another size"
              .formatted(cluster.file().paths().getFirst(), size.nodes()));
    }
    List<String> left = left(nodes);
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of("there is a container or volume of " + String.join(", ", left));
  }

  /// Removes containers and volumes first: the files of the new size do not name them.
  @Override
  public void setNodes(int nodes) throws IOException, InterruptedException {
    Compose compose = cluster.compose();
    for (String node : left(nodes)) {
      stop(node);
      for (String container : compose.ids(node)) {
        compose.mustAnswer("rm", container);
      }
      String volume = compose.project() + "_" + node;
      if (compose.volumes().contains(volume)) {
        compose.mustAnswer("volume", "rm", volume);
      }
    }
    folder().resize(new ClusterSize(nodes, cluster.file().size().workers()));
    cluster.reload();
  }

  /// Nodes beyond the number of which there is a container or a volume.
  private List<String> left(int nodes) throws IOException, InterruptedException {
    Compose compose = cluster.compose();
    List<String> wanted = new ClusterSize(nodes, 1).nodeNames();
    Stream<String> containers = compose.containers().stream().map(Container::part);
    Stream<String> volumes =
        compose.volumes().stream()
            .filter(volume -> volume.startsWith(compose.project() + "_"))
            .map(volume -> volume.substring(compose.project().length() + 1));
    return List.copyOf(
        new TreeSet<>(
            Stream.concat(containers, volumes)
                .filter(part -> part.startsWith(ClusterSize.NODE) && !wanted.contains(part))
                .toList()));
  }

  @Override
  public void stop(String node) throws IOException, InterruptedException {
    Compose compose = cluster.compose();
    for (String container : compose.ids(node)) {
      compose.mustAnswer("stop", container);
    }
  }

  @Override
  public void restart(String node) throws IOException, InterruptedException {
    cluster.renew(node, true);
  }

  @Override
  public Optional<String> behind() throws IOException, InterruptedException {
    List<String> outdated = outdated();
    return outdated.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(", ", outdated) + ": addresses of another number of nodes");
  }

  private List<String> outdated() throws IOException, InterruptedException {
    return new NodeClients(cluster.compose()).outdated(cluster.file().size().nodes());
  }

  @Override
  public void follow() throws IOException, InterruptedException {
    for (String part : outdated()) {
      cluster.renew(part, true);
    }
    // It reads its file, in which the nodes are, only when it is told to.
    if (cluster.container(PROMETHEUS).filter(Container::well).isPresent()) {
      cluster.check("kill", "-s", "SIGHUP", PROMETHEUS);
    }
  }

  private ClusterFolder folder() {
    return new ClusterFolder(cluster.file().folder(), replace);
  }
}
