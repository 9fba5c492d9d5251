package dev.classify.cli.config;

import dev.classify.settings.InvalidSettings;
import dev.classify.settings.SettingsReader;
import java.net.URI;
import java.util.Map;

/// The address of the load balancer in front of the cluster's workers, seen from two sides.
///
/// @param gateway `CLASSIFY_GATEWAY`: as commands reach it
/// @param workers `CLASSIFY_WORKERS`: as the Restate nodes reach it, inside their own network
public record ClusterSettings(URI gateway, URI workers) {

  /// Reads the settings.
  ///
  /// @throws InvalidSettings naming every problem at once
  public static ClusterSettings from(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    URI here = URI.create("http://" + CliSettings.host(environment) + ":9080");
    ClusterSettings settings =
        new ClusterSettings(
            reader.address("CLASSIFY_GATEWAY", here),
            reader.address("CLASSIFY_WORKERS", URI.create("http://nginx:9080")));
    reader.check();
    return settings;
  }
}
