package dev.classify.cli.command;

import dev.classify.cli.cluster.resize.ClusterResize;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// Options of the commands that change the number of nodes.
final class ResizeOptions {

  @Option(
      names = "--nodes",
      required = true,
      paramLabel = "N",
      description = "Nodes at the end: 3, 5 or 7.")
  private int nodes;

  @Option(names = "--dry-run", description = "Print what each step would do now, and do nothing.")
  private boolean dryRun;

  @Option(
      names = "--force",
      description =
          "Replace files of the cluster that were changed by hand; they are kept as NAME.old.")
  private boolean force;

  ClusterResize.Order order(CommandSpec spec) {
    return new ClusterResize.Order(
        nodes, dryRun, force, "%s --nodes %d".formatted(spec.qualifiedName(), nodes));
  }

  /// Prints each line at once.
  Consumer<String> told(CommandSpec spec) {
    PrintWriter out = spec.commandLine().getOut();
    return line -> {
      out.println(line);
      out.flush();
    };
  }
}
