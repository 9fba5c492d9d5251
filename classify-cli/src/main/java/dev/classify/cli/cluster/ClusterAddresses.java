package dev.classify.cli.cluster;

import dev.classify.store.DatabaseSettings;
import java.net.URI;
import java.util.List;

/// Where a cluster answers.
///
/// @param ingresses of the nodes, in their order
/// @param admins of the nodes, in their order
/// @param gateway the balancer, as commands reach it
/// @param workers the balancer, as the nodes reach it
public record ClusterAddresses(
    List<URI> ingresses, List<URI> admins, URI gateway, URI workers, DatabaseSettings database) {
  public ClusterAddresses {
    ingresses = List.copyOf(ingresses);
    admins = List.copyOf(admins);
  }
}
