package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.CommandOutput;
import java.io.IOException;
import java.util.List;

/// A cluster from its operator's view, whether its parts are containers or plain processes.
public interface Cluster {

  /// A command that can say which cluster its subcommands work with.
  interface Source {
    Cluster cluster();
  }

  /// Where it answers.
  ClusterAddresses addresses();

  /// Names of the Restate nodes, `restate-1` first.
  List<String> nodes();

  /// Names of the workers, `classify-service-1` first.
  List<String> workers();

  /// Ends a part at once, as `kill -9` does; it stays down until [#start].
  ///
  /// @param part a node, a worker, or one of what they need
  void kill(String part) throws IOException, InterruptedException;

  /// Starts a part that is down and returns when it is healthy.
  ///
  /// @throws CommandFailure with problem and fix, if it does not become healthy
  void start(String part) throws IOException, InterruptedException;

  /// Runs Restate's own tool beside a node, against that node.
  CommandOutput restatectl(String node, String... arguments)
      throws IOException, InterruptedException;
}
