package dev.classify.cli.cluster;

import dev.classify.local.LocalSettings;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.local.process.CommandOutput;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/// The cluster as plain processes of this machine.
public record LocalCluster(LocalStack stack, LocalSettings settings) implements Cluster {

  @Override
  public ClusterAddresses addresses() {
    StackAddresses addresses = stack.addresses();
    StackAddresses.Database database = addresses.database();
    return new ClusterAddresses(
        addresses.ingresses(),
        addresses.admins(),
        addresses.gateway(),
        addresses.worker(),
        new DatabaseSettings(database.url(), database.user(), database.password()));
  }

  @Override
  public List<String> nodes() {
    return stack.nodes();
  }

  @Override
  public List<String> workers() {
    return stack.workers();
  }

  @Override
  public void kill(String part) throws IOException, InterruptedException {
    stack.killPart(part);
  }

  @Override
  public void start(String part) throws IOException, InterruptedException {
    stack.startPart(part);
  }

  @Override
  public OptionalLong objectStoreBytes() throws IOException {
    return stack.objectStoreBytes();
  }

  @Override
  public CommandOutput restatectl(String node, String... arguments)
      throws IOException, InterruptedException {
    return stack.restatectl(settings, node, List.of(arguments));
  }
}
