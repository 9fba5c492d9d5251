package dev.classify.cli.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where the balancer in front of the cluster's workers is, seen from two sides.
///
/// @param gateway `CLASSIFY_GATEWAY`: as commands reach it
/// @param workers `CLASSIFY_WORKERS`: as the Restate nodes reach it, inside their own network
public record ClusterSettings(URI gateway, URI workers) {

  /// Reads the settings.
  ///
  /// @throws IllegalArgumentException naming every fault at once
  public static ClusterSettings from(Map<String, String> environment) {
    List<String> faults = new ArrayList<>();
    String here = "http://" + CliSettings.host(environment) + ":9080";
    List<URI> gateway = one(environment, "CLASSIFY_GATEWAY", here, faults);
    List<URI> workers = one(environment, "CLASSIFY_WORKERS", "http://nginx:9080", faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return new ClusterSettings(gateway.getFirst(), workers.getFirst());
  }

  private static List<URI> one(
      Map<String, String> environment, String key, String otherwise, List<String> faults) {
    List<URI> addresses = CliSettings.addresses(environment, key, otherwise, faults);
    if (addresses.size() > 1) {
      faults.add(key + ": one address, not several");
    }
    return addresses;
  }
}
