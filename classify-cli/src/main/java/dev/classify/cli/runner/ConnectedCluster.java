package dev.classify.cli.runner;

import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.cli.cluster.ClusterParts;
import dev.classify.cli.config.CliSettings;
import dev.classify.cli.config.ClusterSettings;
import dev.classify.cli.submit.IngressSettings;
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

  /// The cluster that the settings of a program name, and the tool if this machine has it.
  /// `CLASSIFY_NODE_CONTROL` says where the nodes reach each other.
  public static ConnectedCluster of(CliSettings settings) throws IOException, InterruptedException {
    Map<String, String> environment = settings.environment();
    SettingsReader reader = new SettingsReader(environment);
    List<URI> controls = reader.addresses("CLASSIFY_NODE_CONTROL", List.of());
    reader.check();
    ClusterSettings balancer = ClusterSettings.from(environment);
    LocalSettings local = LocalSettings.from(environment);
    IngressSettings ingresses = IngressSettings.of(settings.nodes(), settings.admins());
    return new ConnectedCluster(
        new ClusterAddresses(
            settings.nodes(),
            settings.admins(),
            balancer.gateway(),
            balancer.workers(),
            settings.database()),
        settings.nodes().stream().map(ingresses::nodeName).toList(),
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
                    "restatectl is not on this machine",
                    "set RESTATECTL to the path of Restate's restatectl"));
    return present.run(controls.get(nodes.indexOf(node)), List.of(arguments));
  }
}
