package dev.classify.cli.cluster.resize;

import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.cli.cluster.ClusterParts;
import dev.classify.local.process.CommandOutput;
import java.util.List;

/// One node, beside which the tool always prints the same.
record TalkingCluster(String output) implements ClusterParts {

  @Override
  public ClusterAddresses addresses() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> nodes() {
    return List.of("restate-1");
  }

  @Override
  public List<String> workers() {
    return List.of();
  }

  @Override
  public CommandOutput restatectl(String node, String... arguments) {
    return new CommandOutput(0, output);
  }
}
