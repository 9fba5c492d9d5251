package dev.classify.local;

import dev.classify.local.simulator.SimulatedLlm;
import dev.classify.rules.RuleSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a user may set about the embedded stack.
///
/// @param home holds everything the stack keeps; made where it is missing
/// @param cache programs fetched once per user and machine
/// @param restateServer the server to run instead of the one on the path or from npm
/// @param restatectl the operator's tool to run instead of the one on the path or from npm
/// @param nginxServer the balancer to run instead of the one that is found
/// @param simulation the simulator in the place of a language model; null where none is wished for
/// @param environment handed on to the supervisor and the workers, the folder of rule tables as an
/// absolute path;
///     holds secrets
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

  /// Reads CLASSIFY_HOME, XDG_CACHE_HOME, RESTATE_SERVER, RESTATECTL and NGINX_SERVER; an empty
  /// value counts as none.
  public static LocalSettings from(Map<String, String> environment) {
    String home = environment.getOrDefault("CLASSIFY_HOME", "");
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path cache =
        caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
    return new LocalSettings(
        Path.of(home.isEmpty() ? "classify-data" : home),
        cache.toAbsolutePath().resolve("classify"),
        program(environment, "RESTATE_SERVER"),
        program(environment, "RESTATECTL"),
        program(environment, "NGINX_SERVER"),
        null,
        withAbsoluteRules(environment));
  }

  /// The supervisor and the workers run in other folders.
  private static Map<String, String> withAbsoluteRules(Map<String, String> environment) {
    Map<String, String> absolute = new HashMap<>(environment);
    absolute.computeIfPresent(
        RuleSettings.KEY,
        (_, folder) ->
            folder.isBlank() ? folder : Path.of(folder.strip()).toAbsolutePath().toString());
    return absolute;
  }

  /// The same with the simulator in the place of a language model.
  public LocalSettings simulating(@Nullable SimulatedLlm wished) {
    return new LocalSettings(
        home, cache, restateServer, restatectl, nginxServer, wished, environment);
  }

  private static @Nullable Path program(Map<String, String> environment, String key) {
    String named = environment.getOrDefault(key, "");
    return named.isEmpty() ? null : Path.of(named).toAbsolutePath();
  }

  @Override
  public String toString() {
    return "home=" + home + " cache=" + cache + " restate_server=" + restateServer;
  }
}
