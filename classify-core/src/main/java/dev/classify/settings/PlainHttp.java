package dev.classify.settings;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Keeps keys and rows from travelling unencrypted: http is for servers on this machine, unless the
/// user allows more.
public final class PlainHttp {

  /// Whether http to other machines is allowed.
  public static final String SETTING = "LLM_ALLOW_HTTP";

  private static final String ADDRESS = "OPENAI_BASE_URL";

  /// With one of them and no other choice, workers ask a model.
  private static final List<String> SECRETS =
      List.of("OPENAI_API_KEY", "OPENAI_API_KEY_FILE", "OPENAI_TOKEN_FILE", "OPENAI_TOKEN_COMMAND");

  /// As containers name the machine that runs them.
  private static final Set<String> THIS_MACHINE =
      Set.of("localhost", "host.docker.internal", "[::1]", "0.0.0.0");

  private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}|.+\\.localhost");

  private PlainHttp() {}

  /// Notes a problem if an address is http to another machine.
  ///
  /// @param key the setting that holds the address
  public static void check(SettingsReader reader, String key, URI address) {
    if (!reader.flag(SETTING, false) && leavesMachine(address)) {
      reader.problem(
          key,
          "is a plain http address of another machine, '%s': key and rows would travel unencrypted"
              .formatted(address),
          "use https, or allow it with LLM_ALLOW_HTTP=true (`classify local run --allow-http`)");
    }
  }

  /// Checks the environment of workers before they are started, which would take a minute to fail.
  ///
  /// @throws InvalidSettings if the workers would send keys and rows over plain http
  public static void check(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    boolean asksModel =
        reader
            .text("LLM_PROVIDER")
            .map(provider -> !provider.equals("rules"))
            .orElseGet(() -> SECRETS.stream().anyMatch(key -> reader.secret(key).isPresent()));
    if (asksModel && reader.text(ADDRESS).isPresent()) {
      check(reader, ADDRESS, reader.url(ADDRESS, URI.create("https://localhost")));
      reader.check();
    }
  }

  /// Whether requests to an address pass a network without encryption.
  static boolean leavesMachine(URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    return "http".equalsIgnoreCase(address.getScheme())
        && !THIS_MACHINE.contains(host)
        && !LOOPBACK.matcher(host).matches();
  }
}
