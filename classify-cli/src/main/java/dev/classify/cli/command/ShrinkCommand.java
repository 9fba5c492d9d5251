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
    name = "shrink",
    description = {
      "Remove the last Restate nodes of a running cluster, without stopping its jobs.",
      "Partitions and logs move to the nodes that remain, and their logs are trimmed after a"
          + " snapshot; then the last nodes leave, and their data is deleted.",
      "Each step looks at the cluster first: after a failure or Ctrl-C, repeat the command."
    },
    footer = {
      "",
      "Examples:",
      "  classify cluster shrink --nodes 3 --dry-run",
      "  classify local shrink --nodes 3"
    })
final class ShrinkCommand implements Callable<Integer> {

  @ParentCommand private Cluster.Source parent;
  @Spec private CommandSpec spec;
  @Mixin private final ResizeOptions options = new ResizeOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    ClusterResize.shrink(parent.cluster(), options.order(spec), options.told(spec));
    return ExitCode.DONE;
  }
}
