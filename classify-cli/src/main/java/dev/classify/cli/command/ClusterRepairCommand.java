package dev.classify.cli.command;

import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.NodeRepair;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "repair",
    description = {
      "Repair a Restate node that lost its disk.",
      "The node catches up from snapshots and from the other nodes, which must all be healthy. A"
          + " node that is only down is started."
    },
    footer = {"", "Examples:", "  classify cluster repair restate-5", "  classify local repair 5"})
final class ClusterRepairCommand implements Callable<Integer> {

  @ParentCommand private Cluster.Source parent;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NODE",
      description = "Name or number of the node, such as restate-5 or 5.")
  private String name;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Cluster cluster = parent.cluster();
    String node = name.matches("\\d+") ? "restate-" + name : name;
    if (!cluster.nodes().contains(node)) {
      throw CommandFailure.usage(
          "%s is not a Restate node; the nodes are %s; start any other part with `classify cluster up`"
              .formatted(name, String.join(", ", cluster.nodes())));
    }
    PrintWriter out = spec.commandLine().getOut();
    return switch (NodeRepair.repair(cluster, node, out::println)) {
      case REPAIRED -> {
        out.println(node + " is repaired");
        yield ExitCode.DONE;
      }
      case STARTED -> ExitCode.DONE;
      case WAS_WELL -> {
        out.println("nothing to repair");
        yield ExitCode.USAGE;
      }
    };
  }
}
