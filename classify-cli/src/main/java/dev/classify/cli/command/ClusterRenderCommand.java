package dev.classify.cli.command;

import dev.classify.cli.cluster.ClusterSize;
import dev.classify.cli.cluster.render.ClusterFiles;
import dev.classify.cli.cluster.render.ClusterFolder;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "render",
    description = {
      "Write the compose file of a cluster of another size, and every file that it names.",
      "One node is for development; three survive the loss of one, five of two, seven of three."
          + " docs/cluster.md says which size to choose."
    },
    footer = {
      "",
      "Examples:",
      "  classify cluster render --nodes 3 --workers 3",
      "  classify cluster render --nodes 7 --workers 10 --to large"
    })
final class ClusterRenderCommand implements Callable<Integer> {

  /// As many as the autoscaler of deploy/kubernetes starts at most.
  private static final int PROJECTORS_MAX = 10;

  @Spec private CommandSpec spec;

  @Option(
      names = "--nodes",
      required = true,
      paramLabel = "N",
      description = "Restate nodes: 1, 3, 5 or 7.")
  private int nodes;

  @Option(
      names = "--workers",
      required = true,
      paramLabel = "W",
      description = "Workers: 1 to " + ClusterSize.WORKERS_MAX + ".")
  private int workers;

  @Option(
      names = "--projectors",
      paramLabel = "P",
      description = "Projectors, which keep the read models up to date: 0 to 10 (default: 1).")
  private int projectors = 1;

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description =
          "Where to write the files (default: cluster-NxW). Files that are the same stay.")
  private @Nullable Path folder;

  @Option(names = "--force", description = "Replace files of other contents.")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    if (!ClusterSize.NODES.contains(nodes)) {
      throw CommandFailure.usage(
          "--nodes must be 1, 3, 5 or 7",
          "take the odd number below: one node more would survive no further loss");
    }
    if (workers < 1 || workers > ClusterSize.WORKERS_MAX) {
      throw CommandFailure.usage(
          "--workers must be 1 to " + ClusterSize.WORKERS_MAX,
          "run more of them on Kubernetes: docs/kubernetes.md");
    }
    if (projectors < 0 || projectors > PROJECTORS_MAX) {
      throw CommandFailure.usage("--projectors must be 0 to " + PROJECTORS_MAX);
    }
    ClusterSize size = new ClusterSize(nodes, workers);
    Path target = folder == null ? Path.of("cluster-%dx%d".formatted(nodes, workers)) : folder;
    new ClusterFolder(target, force).write(size, projectors);
    PrintWriter out = spec.commandLine().getOut();
    Path compose = target.resolve(ClusterFiles.COMPOSE);
    out.printf("wrote      %s, and the files that it names%n", compose);
    out.printf(
        "nodes      %d, %s; %d copies, %d partitions%n",
        nodes, survives(size.lossesSurvived()), size.copies(), size.partitions());
    out.printf(
        "workers    %d, projectors %d; PostgreSQL allows %d connections%n",
        workers, projectors, ClusterFiles.connections(size, projectors));
    out.printf("next       COMPOSE_FILE=%s classify cluster up%n", compose);
    return ExitCode.DONE;
  }

  private static String survives(int losses) {
    return losses == 0 ? "none of which may be lost" : "of which any " + losses + " may be lost";
  }
}
