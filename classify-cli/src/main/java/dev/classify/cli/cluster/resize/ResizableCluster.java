package dev.classify.cli.cluster.resize;

import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.ComposeCluster;
import dev.classify.cli.cluster.LocalCluster;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.util.Optional;

/// A cluster that can get more or fewer nodes while it runs.
interface ResizableCluster {

  /// Whatever the parts are.
  ///
  /// @param replace whether files that somebody changed are replaced
  static ResizableCluster of(Cluster cluster, boolean replace) {
    return switch (cluster) {
      case ComposeCluster compose -> new ResizableCompose(compose, replace);
      case LocalCluster local -> new ResizableLocal(local);
      default -> throw new IllegalArgumentException("cannot change its size: " + cluster);
    };
  }

  Cluster cluster();

  /// Checks that the cluster can be described with this number of nodes, before anything changes.
  ///
  /// @throws CommandFailure if changes that somebody made by hand would be lost
  void checkNodes(int nodes) throws IOException, InterruptedException;

  /// What the files still say instead, or what is left of removed nodes; empty if the cluster is
  /// described with this number of nodes and has no parts of others.
  Optional<String> unlike(int nodes) throws IOException, InterruptedException;

  /// Describes the cluster with this number of nodes. New nodes may start or not. Nodes beyond the
  /// number must no longer belong to the cluster: they are stopped, and their data is deleted.
  void setNodes(int nodes) throws IOException, InterruptedException;

  /// Ends a node in good order; it stays down.
  void stop(String node) throws IOException, InterruptedException;

  /// Ends a node in good order, and starts it with the settings of the present files.
  void restart(String node) throws IOException, InterruptedException;

  /// Other parts that still have the former addresses of the nodes; empty if there are none.
  Optional<String> behind() throws IOException, InterruptedException;

  /// Gives them the present addresses.
  void follow() throws IOException, InterruptedException;
}
