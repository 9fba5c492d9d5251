package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// Replaces nodes and workers by those that the compose file describes now, one at a time, so that
/// jobs continue. A part that is as described already is left alone, so it may be repeated after a
/// failure.
public final class RollingUpgrade {

  private final ComposeCluster cluster;
  private final Compose compose;
  private final boolean recreate;
  private final Consumer<String> told;

  private RollingUpgrade(
      ComposeCluster cluster, Compose compose, boolean recreate, Consumer<String> told) {
    this.cluster = cluster;
    this.compose = compose;
    this.recreate = recreate;
    this.told = told;
  }

  /// For a cluster that runs.
  ///
  /// @param recreate whether parts that are as described are replaced too
  /// @param told receives a line for each step
  public static RollingUpgrade of(ComposeCluster cluster, boolean recreate, Consumer<String> told)
      throws IOException, InterruptedException {
    return new RollingUpgrade(cluster, cluster.compose(), recreate, told);
  }

  /// Refuses a cluster that misses a part: the next one might be the one that stands in for it.
  public void check() throws IOException, InterruptedException {
    List<Container> unwell = compose.unwell();
    if (!unwell.isEmpty() || compose.containers().isEmpty()) {
      throw CommandFailure.failed(
          unwell.isEmpty()
              ? "the cluster is not running"
              : "%s is not healthy (%s)"
                  .formatted(unwell.getFirst().part(), unwell.getFirst().status()),
          "`classify cluster up` first");
    }
  }

  /// Each waits until the one before it has caught up.
  public void nodes() throws IOException, InterruptedException {
    NodesInSync nodes = new NodesInSync(cluster);
    nodes.await();
    for (String node : cluster.nodes()) {
      if (replace(node)) {
        nodes.await();
      }
    }
  }

  /// A worker that stops finishes its requests to models first. Migrates the tables before, because
  /// workers of the build before can use newer tables, and none can use older ones.
  public void workers() throws IOException, InterruptedException {
    show("run", "--rm", "-T", "--no-deps", "migrate");
    for (String worker : cluster.workers()) {
      replace(worker);
    }
    if (!cluster.extraWorkers().isEmpty()) {
      replace(ClusterSize.EXTRA_WORKERS);
    }
    show("run", "--rm", "-T", "--no-deps", "register");
  }

  /// Returns whether the part has a new container.
  private boolean replace(String part) throws IOException, InterruptedException {
    boolean replaced = cluster.renew(part, recreate);
    told.accept(part + (replaced ? " is replaced" : " is up to date"));
    return replaced;
  }

  private void show(String... arguments) throws IOException, InterruptedException {
    told.accept("$ " + compose.line(arguments));
    int exit = compose.show(arguments);
    if (exit != 0) {
      throw CommandFailure.failed(
          "`%s` failed with exit code %d, see above".formatted(compose.line(arguments), exit),
          "correct what it names, then repeat the command: it continues where it stopped");
    }
  }
}
