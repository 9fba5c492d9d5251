package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page of a cluster whose compose files include docker-compose.tls.yml.
public final class SecurePage {

  private static final String TLS = "docker-compose.tls.yml";
  private static final String SETTING = "CLASSIFY_HTTPS";
  private static final String PORT = "9443";

  /// As Compose takes it: an address, which may be left out, and a port.
  private static final Pattern PUBLISHED = Pattern.compile("(?:(.+):)?(\\d{1,5})");

  private static final List<String> THIS_MACHINE = List.of("", "127.0.0.1", "0.0.0.0", "[::]");

  private SecurePage() {}

  /// Where NGINX publishes it by HTTPS; empty for a cluster without TLS.
  ///
  /// @param environment settings and environment
  public static Optional<URI> address(Map<String, String> environment) {
    return ComposeFile.locate(environment)
        .filter(file -> file.paths().stream().anyMatch(path -> path.endsWith(TLS)))
        .map(_ -> published(environment));
  }

  private static URI published(Map<String, String> environment) {
    String setting = environment.getOrDefault(SETTING, "").strip();
    if (setting.isEmpty()) {
      return page(environment.getOrDefault("BIND_ADDR", ""), PORT);
    }
    Matcher published = PUBLISHED.matcher(setting);
    if (!published.matches()) {
      throw CommandFailure.usage(
          SETTING + " is not an address and a port: " + setting,
          "give an address and a port, such as 0.0.0.0:443");
    }
    String address = published.group(1);
    return page(address == null ? "" : address, published.group(2));
  }

  private static URI page(String address, String port) {
    String host = THIS_MACHINE.contains(address) ? "localhost" : address;
    return URI.create("https://" + host + (port.equals("443") ? "" : ":" + port));
  }
}
