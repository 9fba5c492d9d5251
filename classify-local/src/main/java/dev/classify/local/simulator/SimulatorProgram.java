package dev.classify.local.simulator;

import dev.classify.local.http.Http;
import dev.classify.local.process.Command;
import dev.classify.local.process.Component;
import dev.classify.local.process.Component.Program;
import dev.classify.local.process.Component.Stop;
import dev.classify.local.process.JavaCommand;
import dev.classify.local.process.ProgramEnvironment;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// The simulator in a JVM of its own from this program's class path.
public final class SimulatorProgram {

  public static final String NAME = "simulator";

  private static final String MAIN = "dev.classify.simulator.Main";

  private static final List<String> FLAGS =
      List.of(
          "-Xmx192m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--sun-misc-unsafe-memory-access=allow");

  private SimulatorProgram() {}

  /// The component `simulator`.
  ///
  /// It is vital: without it no request is answered, and it loses its record of the requests.
  ///
  /// @param environment of the user; the settings are in the arguments
  public static Program component(
      SimulatedLlm simulation, int port, Map<String, String> environment) {
    Command command =
        new Command(command(simulation.arguments(port)), ProgramEnvironment.java(environment));
    URI look = control(port).resolve("settings");
    return new Component.Program(
        NAME, port, List.of(), () -> command, _ -> Http.answers(look), Stop.BY_TERM, true);
  }

  /// The command that starts it without a stack.
  ///
  /// @param arguments as its `--help` lists them
  public static List<String> command(List<String> arguments) {
    return JavaCommand.of(FLAGS, MAIN, arguments);
  }

  /// Where its controls are: `requests` and `settings` below it.
  public static URI control(int port) {
    return URI.create("http://127.0.0.1:" + port + "/_simulator/");
  }
}
