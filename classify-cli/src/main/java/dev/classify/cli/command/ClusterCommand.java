package dev.classify.cli.command;

import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.ComposeCluster;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "cluster",
    description = {
      "Manage the cluster of docker-compose.cluster.yml in Docker.",
      "It has five Restate nodes, five workers behind NGINX, PostgreSQL and an object store;"
          + " `render` makes other sizes. Every command prints the Docker command that it runs."
    },
    footer = {
      "",
      "Examples:",
      "  classify cluster up",
      "  classify cluster logs restate-1 nginx --follow",
      "  classify cluster verify --faults",
      "  classify cluster repair restate-5"
    },
    subcommands = {
      ClusterUpCommand.class,
      ClusterUpgradeCommand.class,
      ClusterPlanCommand.class,
      ClusterRenderCommand.class,
      ClusterDownCommand.class,
      ClusterPsCommand.class,
      ClusterLogsCommand.class,
      ClusterRegisterCommand.class,
      ClusterKeysCommand.class,
      VerifyCommand.class,
      GrowCommand.class,
      ShrinkCommand.class,
      ClusterRepairCommand.class,
      ClusterBackupCommand.class,
      ClusterRestoreCommand.class,
      ClusterCleanCommand.class
    })
final class ClusterCommand implements Callable<Integer>, Cluster.Source {

  @ParentCommand private ClassifyCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw CommandFailure.usage(spec.commandLine().getUsageMessage());
  }

  Map<String, String> environment() {
    return parent.cluster().environment();
  }

  @Override
  public ComposeCluster cluster() {
    return parent.cluster().containers();
  }

  /// Starts the cluster and prints its addresses.
  void start(boolean build) throws IOException, InterruptedException {
    ConfiguredCluster started =
        ClusterConsole.start(parent.cluster(), build, spec.commandLine().getErr()::println);
    ClusterConsole.printAddresses(started, spec.commandLine().getOut()::println);
  }
}
