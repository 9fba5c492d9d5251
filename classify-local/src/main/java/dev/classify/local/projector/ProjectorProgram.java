package dev.classify.local.projector;

import dev.classify.local.http.Http;
import dev.classify.local.process.Command;
import dev.classify.local.process.Component.Program;
import dev.classify.local.process.Component.Stop;
import dev.classify.local.process.Component.StopSignal;
import dev.classify.local.process.JavaCommand;
import dev.classify.local.process.ProgramEnvironment;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A projector as a component of a stack: a JVM of its own from this program's class path.
public final class ProjectorProgram {

  /// Two for each projection that is built anew, and some for those that run.
  public static final int CONNECTIONS = 8;

  /// The program is above this module, as the workers are.
  private static final String MAIN_CLASS = "dev.classify.projector.Main";

  private static final List<String> FLAGS =
      List.of(
          "-Xmx160m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          "--sun-misc-unsafe-memory-access=allow");

  /// It reaches the nodes and the database; the key of a model is for the workers alone.
  private static final Set<String> SETTINGS =
      Set.of(
          "CLASSIFY_NODES",
          "CLASSIFY_DB_URL",
          "CLASSIFY_DB_USER",
          "CLASSIFY_DB_PASSWORD",
          "SERVICE_LOG_FORMAT");

  /// It ends its transactions and leaves its replica set; the rest is for its exit.
  public static final Duration STOP_TIMEOUT = Duration.ofSeconds(25);

  private ProjectorProgram() {}

  /// A component that is ready once its metrics can be read. It may be killed at any time: the
  /// others take its partition over.
  ///
  /// @param environment of the user, with the addresses and the password of the stack
  public static Program component(
      String name, int metricsPort, Map<String, String> environment, List<String> after) {
    Map<String, String> settings =
        ProgramEnvironment.javaAnd(ProjectorProgram::isSetting, environment);
    settings.put("PROJECTOR_NAME", name);
    settings.put("SERVICE_HOST", "127.0.0.1");
    settings.put("PROJECTOR_METRICS_PORT", Integer.toString(metricsPort));
    settings.put("MALLOC_ARENA_MAX", "2");
    Command command = new Command(JavaCommand.of(FLAGS, MAIN_CLASS, List.of()), settings);
    URI metrics = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
    return new Program(
        name,
        metricsPort,
        after,
        () -> command,
        _ -> Http.answers(metrics),
        new Stop(StopSignal.TERM, STOP_TIMEOUT),
        false);
  }

  private static boolean isSetting(String name) {
    return SETTINGS.contains(name) || name.startsWith("PROJECTOR_");
  }
}
