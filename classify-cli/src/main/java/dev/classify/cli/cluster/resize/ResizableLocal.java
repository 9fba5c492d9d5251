package dev.classify.cli.cluster.resize;

import dev.classify.cli.cluster.LocalCluster;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The cluster as processes of this machine, whose supervisor follows the file of the stack.
record ResizableLocal(LocalCluster cluster) implements ResizableCluster {

  @Override
  public void checkNodes(int nodes) {
    if (cluster.nodes().size() == 1) {
      throw CommandFailure.failed(
          "this stack has a single node, which is no cluster",
          "start a cluster in another folder: CLASSIFY_HOME=FOLDER classify local up --nodes "
              + nodes);
    }
  }

  @Override
  public Optional<String> unlike(int nodes) {
    int present = cluster.nodes().size();
    if (present != nodes) {
      return Optional.of("the stack has %d nodes".formatted(present));
    }
    List<String> gone = cluster.stack().goneNodes();
    return gone.isEmpty()
        ? Optional.empty()
        : Optional.of("there is data of " + String.join(", ", gone));
  }

  @Override
  public void setNodes(int nodes) throws IOException, InterruptedException {
    cluster.stack().setNodes(nodes);
  }

  @Override
  public void stop(String node) throws IOException, InterruptedException {
    cluster.stack().stopPart(node);
  }

  @Override
  public void restart(String node) throws IOException, InterruptedException {
    cluster.stack().restartPart(node);
  }

  /// Workers and runner know the nodes of their start, some of which always remain; they ask the
  /// next one if one does not answer.
  @Override
  public Optional<String> behind() {
    return Optional.empty();
  }

  @Override
  public void follow() {}
}
