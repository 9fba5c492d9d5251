package dev.classify.cli.config;

import dev.classify.cli.cluster.ComposeFile;
import dev.classify.store.DatabaseSettings;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the environment and `.env` say, read once; an option of a command wins over both.
///
/// @param nodes `CLASSIFY_NODES`: ingress addresses of the Restate nodes
/// @param admins `CLASSIFY_ADMIN`: their admin addresses
/// @param database `CLASSIFY_DB_URL`, `CLASSIFY_DB_USER`, `CLASSIFY_DB_PASSWORD`
/// @param environment all of it, for the programs that the embedded stack starts
public record CliSettings(
    List<URI> nodes, List<URI> admins, DatabaseSettings database, Map<String, String> environment) {

  private static final List<Integer> INGRESS_PORTS = List.of(8080, 28080, 38080, 48080, 58080);
  private static final List<Integer> ADMIN_PORTS = List.of(9070, 29070, 39070, 49070, 59070);

  public CliSettings {
    nodes = List.copyOf(nodes);
    admins = List.copyOf(admins);
    environment = Map.copyOf(environment);
  }

  /// The environment over the `.env` file of the working folder, over the one beside the compose
  /// file: that one is Docker Compose's, wherever a command is called.
  public static Map<String, String> readEnvironment() {
    Map<String, String> here = readFile(Path.of(""));
    here.putAll(System.getenv());
    Map<String, String> environment = new LinkedHashMap<>();
    ComposeFile.locate(here).ifPresent(file -> environment.putAll(readFile(file.folder())));
    environment.putAll(here);
    return environment;
  }

  private static Map<String, String> readFile(Path folder) {
    Map<String, String> settings = new LinkedHashMap<>();
    Dotenv file =
        Dotenv.configure().directory(folder.toAbsolutePath().toString()).ignoreIfMissing().load();
    for (DotenvEntry entry : file.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
      settings.put(entry.getKey(), entry.getValue());
    }
    return settings;
  }

  /// Reads the settings.
  ///
  /// @throws IllegalArgumentException naming every fault at once
  public static CliSettings from(Map<String, String> environment) {
    List<String> faults = new ArrayList<>();
    CliSettings settings =
        new CliSettings(
            addresses(environment, "CLASSIFY_NODES", INGRESS_PORTS, faults),
            addresses(environment, "CLASSIFY_ADMIN", ADMIN_PORTS, faults),
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

  /// Where the cluster of the compose file publishes its ports.
  static String host(Map<String, String> environment) {
    String bound = environment.getOrDefault("BIND_ADDR", "");
    return List.of("", "127.0.0.1", "0.0.0.0").contains(bound) ? "localhost" : bound;
  }

  private static List<URI> addresses(
      Map<String, String> environment, String key, List<Integer> ports, List<String> faults) {
    return addresses(
        environment,
        key,
        ports.stream()
            .map(port -> "http://" + host(environment) + ":" + port)
            .collect(Collectors.joining(",")),
        faults);
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
        environment.getOrDefault(
            "CLASSIFY_DB_URL", "jdbc:postgresql://" + host(environment) + ":5432/classify");
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
