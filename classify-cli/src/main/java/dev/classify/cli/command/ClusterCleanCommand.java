package dev.classify.cli.command;

import dev.classify.cli.cluster.Compose;
import dev.classify.cli.cluster.ComposeDown;
import dev.classify.cli.cluster.Container;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "clean",
    description = {
      "Delete the cluster and all of its data, after asking.",
      "This deletes indicators, answers and their history, jobs, and the state of Restate. The"
          + " image and .env stay."
    },
    footer = {"", "Example:", "  classify cluster clean"})
final class ClusterCleanCommand implements Callable<Integer> {

  @ParentCommand private ClusterCommand parent;
  @Spec private CommandSpec spec;

  @Option(names = "--yes", description = "Delete without asking, for scripts.")
  private boolean skipConfirmation;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Compose compose = parent.cluster().compose();
    List<String> volumes = compose.volumes();
    List<Container> containers = compose.containers();
    PrintWriter err = spec.commandLine().getErr();
    if (volumes.isEmpty() && containers.isEmpty()) {
      err.println(
          "nothing to delete: %s has no containers and no volumes".formatted(compose.project()));
      return ExitCode.USAGE;
    }
    err.println("this deletes %d containers and these volumes:".formatted(containers.size()));
    volumes.forEach(volume -> err.println("  " + volume));
    if (!skipConfirmation && !confirmed()) {
      err.println("nothing was deleted");
      return ExitCode.USAGE;
    }
    new ComposeDown(compose, err).run("-v", "--remove-orphans");
    return ExitCode.DONE;
  }

  private boolean confirmed() {
    Console terminal =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "nothing was deleted: this is not a terminal, so the question cannot be"
                            + " asked",
                        "add --yes to delete without a question"));
    return "yes".equals(terminal.readLine("Delete all of it? Type yes: "));
  }
}
