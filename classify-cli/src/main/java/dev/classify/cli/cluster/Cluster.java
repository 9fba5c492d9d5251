package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import java.io.IOException;

/// A cluster from its operator's view, whether its parts are containers or plain processes.
public interface Cluster extends ClusterParts {

  /// A command that can say which cluster its subcommands work with.
  interface Source {
    Cluster cluster();
  }

  /// Ends a part at once, as `kill -9` does; it stays down until [#start].
  ///
  /// @param part a node, a worker, or one of what they need
  void kill(String part) throws IOException, InterruptedException;

  /// Starts a part that is down and returns when it is healthy.
  ///
  /// @throws CommandFailure with problem and fix, if it does not become healthy
  void start(String part) throws IOException, InterruptedException;
}
