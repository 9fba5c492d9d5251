package dev.classify.local.worker;

import dev.classify.api.WorkerDrain;
import dev.classify.local.http.Http;
import dev.classify.local.process.Command;
import dev.classify.local.process.Component;
import dev.classify.local.process.Component.Program;
import dev.classify.local.process.Component.Stop;
import dev.classify.local.process.Component.StopSignal;
import dev.classify.local.process.JavaCommand;
import dev.classify.local.process.ProgramEnvironment;
import dev.classify.local.restate.IdentityFiles;
import dev.classify.settings.KnownKeys;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A worker as a component of a stack: a JVM of its own from this program's class path.
public final class WorkerProgram {

  /// A small heap and one collector thread: the whole stack stays below 1 GiB.
  private static final List<String> FLAGS =
      List.of(
          "-Xmx160m",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          // Five workers on two cores spent minutes in the second compiler: at 10,000 requests per
          // minute they used 73 % of the budget with it, and 98 % without it. The rules are no
          // slower.
          "-XX:TieredStopAtLevel=1",
          // A crippled worker is worse than none: once it exits, it is restarted.
          "-XX:+ExitOnOutOfMemoryError",
          // Netty asks for memory the old way, which JDK 25 warns of at every start.
          "--sun-misc-unsafe-memory-access=allow");

  /// It drains by itself; the rest is for its exit.
  public static final Duration STOP_TIMEOUT = WorkerDrain.TIMEOUT.plusSeconds(5);

  /// What only a migration needs, and a file that would count besides the password that the stack
  /// gives.
  private static final Set<String> NOT_FOR_WORKERS =
      Set.of(
          "CLASSIFY_DB_OWNER_USER",
          "CLASSIFY_DB_OWNER_PASSWORD",
          "CLASSIFY_DB_OWNER_PASSWORD_FILE",
          "CLASSIFY_DB_PASSWORD_FILE");

  private WorkerProgram() {}

  /// A component that is ready once the worker reports that it is healthy.
  ///
  /// @param mainClass what is run; reads its settings from the environment
  /// @param metricsPort where Prometheus reads its metrics
  /// @param identity of the nodes whose calls it serves
  /// @param environment of the user, with the worker's settings besides its name and port
  /// @param vital whether it is the only one
  public static Program component(
      String name,
      String mainClass,
      int port,
      int metricsPort,
      IdentityFiles identity,
      Map<String, String> environment,
      List<String> after,
      boolean vital) {
    Map<String, String> settings = settings(environment);
    settings.put("SERVICE_NAME", name);
    settings.put("SERVICE_HOST", "127.0.0.1");
    settings.put("SERVICE_PORT", Integer.toString(port));
    settings.put("SERVICE_METRICS_PORT", Integer.toString(metricsPort));
    settings.remove("RESTATE_IDENTITY_KEYS");
    settings.put("RESTATE_IDENTITY_KEYS_FILE", identity.publicKeys().toString());
    // The allocator's arenas, one per thread and core by default, hold more than the heap does.
    settings.putIfAbsent("MALLOC_ARENA_MAX", "2");
    Command command = new Command(JavaCommand.of(FLAGS, mainClass, List.of()), settings);
    URI health = URI.create("http://127.0.0.1:" + port + "/classify-api/health");
    return new Component.Program(
        name,
        port,
        after,
        () -> command,
        _ -> Http.answers(health),
        new Stop(StopSignal.TERM, STOP_TIMEOUT),
        vital);
  }

  /// What a worker gets of the environment: every setting of ours but the password of the owner,
  /// who only migrates. A command of the user that fetches a token may need anything.
  private static Map<String, String> settings(Map<String, String> environment) {
    Map<String, String> settings =
        environment.getOrDefault("OPENAI_TOKEN_COMMAND", "").isBlank()
            ? ProgramEnvironment.javaAnd(WorkerProgram::isSetting, environment)
            : new HashMap<>(environment);
    settings.keySet().removeAll(NOT_FOR_WORKERS);
    return settings;
  }

  private static boolean isSetting(String name) {
    return KnownKeys.PREFIXES.stream().anyMatch(name::startsWith)
        || name.equals("MALLOC_ARENA_MAX")
        // Of OpenTelemetry's SDK.
        || name.startsWith("OTEL_");
  }
}
