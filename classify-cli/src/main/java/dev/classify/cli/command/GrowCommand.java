package dev.classify.cli.command;

import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.resize.ClusterResize;
import dev.classify.exit.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "grow",
    description = {
      "Add Restate nodes to a running cluster, without stopping its jobs.",
      "New nodes start and join, then logs and partitions get more copies and move, then the former"
          + " nodes restart one by one with the new addresses.",
      "Each step looks at the cluster first: after a failure or Ctrl-C, repeat the command."
    },
    footer = {
      "",
      "Examples:",
      "  classify cluster grow --nodes 5 --dry-run",
      "  classify local grow --nodes 5"
    })
final class GrowCommand implements Callable<Integer> {

  @ParentCommand private Cluster.Source parent;
  @Spec private CommandSpec spec;
  @Mixin private final ResizeOptions options = new ResizeOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    ClusterResize.grow(parent.cluster(), options.order(spec), options.told(spec));
    return ExitCode.DONE;
  }
}
