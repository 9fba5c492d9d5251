package dev.classify.local.runner;

import dev.classify.local.process.Command;
import dev.classify.local.process.Component.Stop;
import dev.classify.local.process.Component.Summoned;
import dev.classify.local.process.JavaCommand;
import dev.classify.local.process.ProgramEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The runner as a component of a stack: a JVM that exists only while it has something to do,
/// because the whole stack stays below 1 GiB.
public final class RunnerProgram {

  public static final String NAME = "runner";

  /// The command line is above this module, as the workers are.
  private static final String MAIN_CLASS = "dev.classify.cli.runner.Main";

  private static final List<String> FLAGS =
      List.of(
          "-Xmx96m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
          "-Dorg.slf4j.simpleLogger.log.com.zaxxer.hikari=off");

  /// It reaches the nodes and the database; the key of a model is for the workers alone.
  private static final Set<String> SETTINGS =
      Set.of(
          "CLASSIFY_NODES",
          "CLASSIFY_ADMIN",
          "CLASSIFY_DB_URL",
          "CLASSIFY_DB_USER",
          "CLASSIFY_DB_PASSWORD",
          "CLASSIFY_RULES",
          "CLASSIFY_GATEWAY",
          "CLASSIFY_WORKERS",
          "CLASSIFY_NODE_CONTROL",
          // Where Restate's own tool is, if it was fetched before.
          "RESTATECTL",
          "XDG_CACHE_HOME");

  private RunnerProgram() {}

  /// A component that runs only while it is wanted.
  ///
  /// @param wanted the file by which workers ask for it
  /// @param environment of the user, with the addresses and the password of the stack
  public static Summoned component(
      Path wanted, Map<String, String> environment, List<String> after) {
    Map<String, String> settings =
        ProgramEnvironment.javaAnd(RunnerProgram::isSetting, environment);
    settings.put("MALLOC_ARENA_MAX", "2");
    return new Summoned(
        NAME,
        wanted,
        after,
        new Command(JavaCommand.of(FLAGS, MAIN_CLASS, List.of(wanted.toString())), settings),
        Stop.BY_TERM);
  }

  private static boolean isSetting(String name) {
    // Of OpenTelemetry's SDK, as the workers.
    return SETTINGS.contains(name) || name.startsWith("OTEL_");
  }
}
