package dev.classify.cli.cluster.resize;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// One step of a change. What is left of it is read from the cluster, so it can be repeated after
/// the command was killed, and a step that is done is passed over.
///
/// @param name such as `start restate-4`
/// @param limit how long it may take
/// @param again after which time the work is repeated while something is left
record Step(String name, Duration limit, Duration again, Rest rest, Work work) {

  /// What is left to do, empty if the step is done.
  @FunctionalInterface
  interface Rest {
    Optional<String> of(ClusterState state) throws IOException, InterruptedException;
  }

  /// Does the step, or begins it.
  @FunctionalInterface
  interface Work {
    /// Does it for the cluster as it is.
    ///
    /// @throws CommandFailure if it is refused, perhaps only for now
    void run(ClusterState state) throws IOException, InterruptedException;
  }
}
