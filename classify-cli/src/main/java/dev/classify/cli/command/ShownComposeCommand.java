package dev.classify.cli.command;

import dev.classify.cli.cluster.Compose;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/// Runs a Compose command in view of the user, who could have typed it.
final class ShownComposeCommand {

  private ShownComposeCommand() {}

  /// Prints the command and its output.
  ///
  /// @param fix what to do if it fails
  static void run(Compose compose, CommandSpec spec, String fix, String... arguments)
      throws IOException, InterruptedException {
    spec.commandLine().getErr().println("$ " + compose.line(arguments));
    int exit = compose.show(arguments);
    if (exit != 0) {
      throw CommandFailure.failed(
          "`" + compose.line(arguments) + "` failed with exit code " + exit + ", see above", fix);
    }
  }
}
