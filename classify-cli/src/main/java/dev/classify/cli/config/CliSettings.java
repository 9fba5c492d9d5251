package dev.classify.cli.config;

import dev.classify.cli.cluster.ClusterSize;
import dev.classify.cli.cluster.ComposeFile;
import dev.classify.local.PortLayout;
import dev.classify.settings.InvalidSettings;
import dev.classify.settings.SettingsReader;
import dev.classify.store.DatabaseSettings;
import dev.classify.store.TimescaleSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The settings of the command line, read once from the environment and `.env`.
///
/// Options of a command override them.
///
/// @param nodes `CLASSIFY_NODES`: ingress addresses of the Restate nodes
/// @param admins `CLASSIFY_ADMIN`: their admin addresses
/// @param database `CLASSIFY_DB_URL`, `CLASSIFY_DB_USER`, `CLASSIFY_DB_PASSWORD`
/// @param databaseOwner who migrates it: `CLASSIFY_DB_OWNER_USER`, `CLASSIFY_DB_OWNER_PASSWORD`;
///     the same user if they are not set
/// @param timescale what a migration lets TimescaleDB do with old rows
/// @param environment all of it, for the programs that the embedded stack starts
public record CliSettings(
    List<URI> nodes,
    List<URI> admins,
    DatabaseSettings database,
    DatabaseSettings databaseOwner,
    TimescaleSettings timescale,
    Map<String, String> environment) {

  private static final int INGRESS_PORT = 8_080;
  private static final int ADMIN_PORT = 9_070;

  public CliSettings {
    nodes = List.copyOf(nodes);
    admins = List.copyOf(admins);
    environment = Map.copyOf(environment);
  }

  /// Reads the settings.
  ///
  /// @throws InvalidSettings naming every problem at once
  public static CliSettings from(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    DatabaseSettings database =
        new DatabaseSettings(
            reader.read(
                "CLASSIFY_DB_URL",
                "jdbc:postgresql://" + host(environment) + ":5432/classify",
                url -> Optional.of(url).filter(text -> text.startsWith("jdbc:postgresql:")),
                "is not the address of a PostgreSQL database",
                "give one such as jdbc:postgresql://localhost:5432/classify"),
            reader.text("CLASSIFY_DB_USER", "classify"),
            reader.secret("CLASSIFY_DB_PASSWORD").orElse("classify"));
    DatabaseSettings owner =
        new DatabaseSettings(
            database.url(),
            reader.text("CLASSIFY_DB_OWNER_USER", database.user()),
            reader.secret("CLASSIFY_DB_OWNER_PASSWORD").orElse(database.password()));
    CliSettings settings =
        new CliSettings(
            reader.addresses("CLASSIFY_NODES", ofNodes(environment, INGRESS_PORT)),
            reader.addresses("CLASSIFY_ADMIN", ofNodes(environment, ADMIN_PORT)),
            database,
            owner,
            TimescaleSettings.from(reader),
            environment);
    reader.check();
    return settings;
  }

  /// The addresses of as many nodes as the compose file has.
  private static List<URI> ofNodes(Map<String, String> environment, int first) {
    ClusterSize size =
        ComposeFile.locate(environment).map(ComposeFile::size).orElse(ClusterSize.SHIPPED);
    return IntStream.range(0, size.nodes())
        .map(index -> PortLayout.ofNode(first, index))
        .mapToObj(port -> URI.create("http://" + host(environment) + ":" + port))
        .toList();
  }

  /// The host on which the cluster of the compose file publishes its ports.
  static String host(Map<String, String> environment) {
    String bound = environment.getOrDefault("BIND_ADDR", "");
    return List.of("", "127.0.0.1", "0.0.0.0").contains(bound) ? "localhost" : bound;
  }

  @Override
  public String toString() {
    return "CliSettings[nodes=%s, admins=%s, database=%s]".formatted(nodes, admins, database);
  }
}
