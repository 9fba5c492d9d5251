package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import dev.classify.local.LocalSettings;
import dev.classify.local.cache.CacheFolder;
import dev.classify.local.process.CommandOutput;
import dev.classify.local.restate.PresentRestatectl;
import dev.classify.settings.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A cluster as a program sees it that shares a network with its nodes.
///
/// @param nodes names of the nodes, in the order of their addresses
/// @param controls where the nodes reach each other, in the same order; empty where nobody knows
/// @param tool Restate's own tool; empty where this machine does not have it
public record ConnectedCluster(
    ClusterAddresses addresses,
    List<String> nodes,
    List<URI> controls,
    Optional<PresentRestatectl> tool)
    implements ClusterParts {

  public ConnectedCluster {
    nodes = List.copyOf(nodes);
    controls = List.copyOf(controls);
  }

  /// Looks for the tool, and reads `CLASSIFY_NODE_CONTROL`.
  ///
  /// @param names of the nodes, in the order of their addresses
  public static ConnectedCluster of(
      ClusterAddresses addresses, List<String> names, Map<String, String> environment)
      throws IOException, InterruptedException {
    SettingsReader settings = new SettingsReader(environment);
    List<URI> controls = settings.addresses("CLASSIFY_NODE_CONTROL", List.of());
    settings.check();
    LocalSettings local = LocalSettings.from(environment);
    return new ConnectedCluster(
        addresses,
        names,
        controls,
        PresentRestatectl.find(local.restatectl(), new CacheFolder(local.cache()), environment));
  }

  /// Nobody knows them: the balancer gives each its turn.
  @Override
  public List<String> workers() {
    return List.of();
  }

  @Override
  public boolean hasRestatectl() {
    return tool.isPresent() && controls.size() == nodes.size();
  }

  @Override
  public CommandOutput restatectl(String node, String... arguments)
      throws IOException, InterruptedException {
    PresentRestatectl present =
        tool.orElseThrow(
            () ->
                CommandFailure.failed(
                    "restatectl is not on this machine", "set RESTATECTL to one of Restate"));
    return present.run(controls.get(nodes.indexOf(node)), List.of(arguments));
  }
}
