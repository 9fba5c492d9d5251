package dev.classify.cli.command;

import dev.classify.exit.CommandFailure;
import dev.classify.local.Topology;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for the size of the embedded stack.
final class TopologyOptions {

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description =
          "Number of Restate servers, fixed at the first start (default: 1, or the existing"
              + " number).")
  private @Nullable Integer nodes;

  @Option(
      names = "--workers",
      paramLabel = "M",
      description =
          "Number of workers; several run behind NGINX (default: 1, or the existing number).")
  private @Nullable Integer workers;

  @Option(
      names = "--projectors",
      paramLabel = "P",
      description =
          "Number of projectors, which keep read models up to date; 0 for none (default: none, or"
              + " the existing number).")
  private @Nullable Integer projectors;

  Topology.Request request() {
    check("--nodes", nodes);
    check("--workers", workers);
    if (projectors != null && (projectors < 0 || projectors > Topology.MAX)) {
      throw CommandFailure.usage("--projectors must be 0 to " + Topology.MAX);
    }
    return new Topology.Request(nodes, workers, projectors);
  }

  private static void check(String option, @Nullable Integer count) {
    if (count != null && (count < 1 || count > Topology.MAX)) {
      throw CommandFailure.usage(option + " must be 1 to " + Topology.MAX);
    }
  }
}
