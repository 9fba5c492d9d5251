package dev.classify.cli;

import dev.classify.cli.command.ClassifyCommand;
import dev.classify.cli.config.CliSettings;
import dev.classify.exit.ExitCode;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The command line program.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    try {
      System.exit(run(args, CliSettings.readEnvironment(), System.out, System.err));
    } catch (DotenvException malformed) {
      System.err.println(".env cannot be read: " + malformed.getMessage());
      System.exit(ExitCode.USAGE);
    }
  }

  /// Runs one command.
  ///
  /// @return the exit code, one of [ExitCode]
  public static int run(
      String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
    CommandLine commands =
        new CommandLine(new ClassifyCommand(environment))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(new FailureHandler())
            .setParameterExceptionHandler(new UsageErrorHandler())
            .setUsageHelpWidth(100)
            .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    offerHelp(commands);
    int exit = commands.execute(args);
    if (out.checkError()) {
      err.println("some of the output could not be written");
      return Math.max(exit, ExitCode.PARTIAL);
    }
    return exit;
  }

  /// Adds --help to every command except those that pass their options on.
  private static void offerHelp(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.mixinStandardHelpOptions(spec.unmatchedArgsBindings().isEmpty());
    command.getSubcommands().values().forEach(Main::offerHelp);
  }
}
