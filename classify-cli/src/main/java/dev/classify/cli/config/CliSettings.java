package dev.classify.cli.config;

import dev.classify.store.DatabaseSettings;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the environment and `.env` say, read once; an option of a command wins over both.
///
/// @param nodes `CLASSIFY_NODES`: ingress addresses of the Restate nodes
/// @param admins `CLASSIFY_ADMIN`: their admin addresses
/// @param database `CLASSIFY_DB_URL`, `CLASSIFY_DB_USER`, `CLASSIFY_DB_PASSWORD`
/// @param environment all of it, for the programs that the embedded stack starts
public record CliSettings(
    List<URI> nodes, List<URI> admins, DatabaseSettings database, Map<String, String> environment) {

  private static final String CLUSTER_NODES =
      "http://localhost:8080,http://localhost:28080,http://localhost:38080,"
          + "http://localhost:48080,http://localhost:58080";
  private static final String CLUSTER_ADMINS =
      "http://localhost:9070,http://localhost:29070,http://localhost:39070,"
          + "http://localhost:49070,http://localhost:59070";

  public CliSettings {
    nodes = List.copyOf(nodes);
    admins = List.copyOf(admins);
    environment = Map.copyOf(environment);
  }

  /// The environment over the `.env` file of the working folder, if there is one.
  public static Map<String, String> readEnvironment() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (DotenvEntry entry : Dotenv.configure().ignoreIfMissing().load().entries()) {
      environment.put(entry.getKey(), entry.getValue());
    }
    environment.putAll(System.getenv());
    return environment;
  }

  /// Reads the settings.
  ///
  /// @throws IllegalArgumentException naming every fault at once
  public static CliSettings from(Map<String, String> environment) {
    List<String> faults = new ArrayList<>();
    CliSettings settings =
        new CliSettings(
            addresses(environment, "CLASSIFY_NODES", CLUSTER_NODES, faults),
            addresses(environment, "CLASSIFY_ADMIN", CLUSTER_ADMINS, faults),
            new DatabaseSettings(
                databaseUrl(environment, faults),
                environment.getOrDefault("CLASSIFY_DB_USER", "classify"),
                environment.getOrDefault("CLASSIFY_DB_PASSWORD", "classify")),
            environment);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return settings;
  }

  static List<URI> addresses(
      Map<String, String> environment, String key, String otherwise, List<String> faults) {
    return addresses(environment.getOrDefault(key, otherwise), key, faults);
  }

  /// Reads a list of HTTP addresses, separated by commas.
  ///
  /// @param name of the setting or option, for the faults
  public static List<URI> addresses(String list, String name, List<String> faults) {
    List<URI> addresses = new ArrayList<>();
    for (String text : list.split(",", -1)) {
      if (!text.strip().matches("https?://[^\\s/?#]+/?")) {
        faults.add(name + ": not an address such as http://localhost:8080: '" + text + "'");
      } else {
        addresses.add(URI.create(text.strip().replaceAll("/$", "")));
      }
    }
    return addresses;
  }

  private static String databaseUrl(Map<String, String> environment, List<String> faults) {
    String url =
        environment.getOrDefault("CLASSIFY_DB_URL", "jdbc:postgresql://localhost:5432/classify");
    if (!url.startsWith("jdbc:postgresql:")) {
      faults.add(
          "CLASSIFY_DB_URL: not an address such as jdbc:postgresql://localhost:5432/classify: "
              + url);
    }
    return url;
  }

  @Override
  public String toString() {
    return "CliSettings[nodes=%s, admins=%s, database=%s]".formatted(nodes, admins, database);
  }
}
