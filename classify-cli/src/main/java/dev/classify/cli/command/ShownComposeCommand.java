package dev.classify.cli.command;

import dev.classify.cli.cluster.Compose;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/// A command of Compose that the user sees, and could have typed.
final class ShownComposeCommand {

  private ShownComposeCommand() {}

  /// Shows it and what it prints.
  ///
  /// @param mend what to do where it fails, after its own words
  static void run(Compose compose, CommandSpec spec, String mend, String... arguments)
      throws IOException, InterruptedException {
    spec.commandLine().getErr().println("$ " + compose.line(arguments));
    int exit = compose.show(arguments);
    if (exit != 0) {
      throw CommandFailure.failed(
          "`" + compose.line(arguments) + "` failed with exit code " + exit + ", see above", mend);
    }
  }
}
