package dev.classify.cli;

import dev.classify.cli.command.ClassifyCommand;
import dev.classify.cli.config.CommandEnvironment;
import dev.classify.cli.output.CommandWriter;
import dev.classify.exit.ExitCode;
import dev.classify.terminal.ShownStream;
import dev.classify.trace.Tracing;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/// The command line program.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    // Warnings and stack traces of libraries may hold foreign text too.
    System.setErr(ShownStream.over(err));
    // From the environment alone: the headers of the export may hold a secret, and a `.env` of
    // others must not say where to send it.
    Tracing.start("classify", "", System.getenv());
    CommandEnvironment environment = CommandEnvironment.in(Path.of(""), System.getenv());
    System.exit(run(args, environment, out, err));
  }

  /// Runs one command without any file `.env`.
  ///
  /// @return the exit code, one of [ExitCode]
  public static int run(
      String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
    return run(args, CommandEnvironment.of(environment), out, err);
  }

  /// Runs one command.
  ///
  /// @return the exit code, one of [ExitCode]
  public static int run(
      String[] args, CommandEnvironment environment, PrintStream out, PrintStream err) {
    CommandLine commands =
        new CommandLine(new ClassifyCommand(environment))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(new FailureHandler())
            .setParameterExceptionHandler(new UsageErrorHandler())
            .setUsageHelpWidth(100)
            // Colours are control characters, which only foreign text would bring along.
            .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
            .setOut(new CommandWriter(out, isTerminal()))
            .setErr(new CommandWriter(err, isTerminal()));
    offerHelp(commands);
    int exit = commands.execute(args);
    if (out.checkError()) {
      err.println("some of the output could not be written");
      return Math.max(exit, ExitCode.PARTIAL);
    }
    return exit;
  }

  @SuppressWarnings("SystemConsoleNull") // it is null again since the default changed back in 25
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// Adds --help to every command except those that pass their options on.
  private static void offerHelp(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.mixinStandardHelpOptions(spec.unmatchedArgsBindings().isEmpty());
    command.getSubcommands().values().forEach(Main::offerHelp);
  }
}
