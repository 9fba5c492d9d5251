package dev.classify.cli.command;

import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.cli.cluster.ComposeCluster;
import dev.classify.cli.cluster.ContainerPassword;
import dev.classify.cli.config.CliSettings;
import dev.classify.cli.config.ClusterSettings;
import dev.classify.exit.CommandFailure;
import dev.classify.local.simulator.SimulatedLlm;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The cluster that the environment and `.env` name.
record ConfiguredCluster(Map<String, String> environment) implements TargetSystem.Source {

  ConfiguredCluster {
    environment = Map.copyOf(environment);
  }

  /// The same with settings that were just written to `.env`.
  ConfiguredCluster with(Map<String, String> written) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(written);
    return new ConfiguredCluster(all);
  }

  @Override
  public CliSettings settings() {
    return CliSettings.from(environment);
  }

  /// The same settings, with the password that the cluster in Docker made if they name none.
  private CliSettings settingsWithPassword() {
    return ContainerPassword.find(environment)
        .map(password -> with(Map.of("CLASSIFY_DB_PASSWORD", password)))
        .orElse(this)
        .settings();
  }

  /// The containers of the compose file.
  ComposeCluster containers() {
    CliSettings settings = settingsWithPassword();
    ClusterSettings balancer = ClusterSettings.from(environment);
    return new ComposeCluster(
        environment,
        new ClusterAddresses(
            settings.nodes(),
            settings.admins(),
            balancer.gateway(),
            balancer.workers(),
            settings.database()));
  }

  @Override
  public TargetSystem open() {
    return open(settings().nodes());
  }

  @Override
  public TargetSystem open(List<URI> ingresses) {
    CliSettings settings = settingsWithPassword();
    return TargetSystem.of(
        "classify",
        ingresses,
        settings.admins(),
        settings.database(),
        false,
        false,
        true,
        () -> {});
  }

  @Override
  public TargetSystem open(SimulatedLlm simulation) {
    throw CommandFailure.usage(
        "--simulate works only on the embedded stack",
        "use `classify local run --simulate`; a cluster in Docker starts its own simulator with"
            + " `docker compose --profile simulate up -d`");
  }
}
