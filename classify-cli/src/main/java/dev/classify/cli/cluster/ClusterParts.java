package dev.classify.cli.cluster;

import dev.classify.local.process.CommandOutput;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The parts of a cluster for programs that look at them, and neither start nor stop them.
public interface ClusterParts {

  /// Where it answers.
  ClusterAddresses addresses();

  /// Names of the Restate nodes, `restate-1` first.
  List<String> nodes();

  /// Names of the workers, `classify-service-1` first; empty where nobody knows them.
  List<String> workers();

  /// Names of workers that come and go, and are no parts.
  default List<String> extraWorkers() throws IOException, InterruptedException {
    return List.of();
  }

  /// Whether Restate's own tool is there to be run.
  default boolean hasRestatectl() {
    return true;
  }

  /// What the object store holds; empty where there is none, or nobody knows.
  default OptionalLong objectStoreBytes() throws IOException, InterruptedException {
    return OptionalLong.empty();
  }

  /// Where NGINX serves the page by HTTPS; empty if it has no certificate.
  default Optional<URI> securePage() {
    return Optional.empty();
  }

  /// Runs Restate's own tool beside a node, against that node.
  CommandOutput restatectl(String node, String... arguments)
      throws IOException, InterruptedException;
}
