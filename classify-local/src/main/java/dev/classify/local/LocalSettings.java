package dev.classify.local;

import dev.classify.local.postgres.WalArchive;
import dev.classify.local.simulator.SimulatedLlm;
import dev.classify.rules.RuleSettings;
import dev.classify.settings.SettingsReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of the embedded stack.
///
/// @param home folder of everything the stack keeps; created if it is missing
/// @param cache folder of programs that are downloaded once per user and machine
/// @param restateServer the server to run instead of the one on the PATH or from npm
/// @param restatectl the operator's tool to run instead of the one on the PATH or from npm
/// @param nginxServer the balancer to run instead of an installed one
/// @param simulation the simulator that replaces the language model; null for none
/// @param environment passed to the supervisor and the workers, with an absolute path to the folder
///     of rule tables; holds secrets
public record LocalSettings(
    Path home,
    Path cache,
    @Nullable Path restateServer,
    @Nullable Path restatectl,
    @Nullable Path nginxServer,
    @Nullable SimulatedLlm simulation,
    Map<String, String> environment) {

  public LocalSettings {
    home = home.toAbsolutePath().normalize();
    environment = Map.copyOf(environment);
  }

  /// Reads CLASSIFY_HOME, XDG_CACHE_HOME, RESTATE_SERVER, RESTATECTL and NGINX_SERVER.
  public static LocalSettings from(Map<String, String> environment) {
    SettingsReader settings = new SettingsReader(environment);
    String caches =
        settings
            .text("XDG_CACHE_HOME")
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache").toString());
    return new LocalSettings(
        Path.of(settings.text("CLASSIFY_HOME", "classify-data")),
        Path.of(caches).toAbsolutePath().resolve("classify"),
        program(settings, "RESTATE_SERVER"),
        program(settings, "RESTATECTL"),
        program(settings, "NGINX_SERVER"),
        null,
        withAbsolutePaths(environment));
  }

  /// Settings that name a file or folder of the user.
  private static final List<String> FILES =
      List.of(
          RuleSettings.KEY,
          WalArchive.SETTING,
          "LLM_EXAMPLES_FILE",
          "LLM_MODELS",
          "LLM_PRICES",
          "LLM_CA_FILE",
          "OPENAI_TOKEN_FILE");

  /// The supervisor and the workers run in other folders.
  private static Map<String, String> withAbsolutePaths(Map<String, String> environment) {
    Map<String, String> absolute = new HashMap<>(environment);
    for (String key : FILES) {
      absolute.computeIfPresent(
          key,
          (_, path) -> path.isBlank() ? path : Path.of(path.strip()).toAbsolutePath().toString());
    }
    return absolute;
  }

  /// The same settings with the simulator instead of a language model.
  public LocalSettings simulating(@Nullable SimulatedLlm simulated) {
    return new LocalSettings(
        home, cache, restateServer, restatectl, nginxServer, simulated, environment);
  }

  private static @Nullable Path program(SettingsReader settings, String key) {
    return settings.text(key).map(text -> Path.of(text).toAbsolutePath()).orElse(null);
  }

  @Override
  public String toString() {
    return "home=" + home + " cache=" + cache + " restate_server=" + restateServer;
  }
}
