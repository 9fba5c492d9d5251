package dev.classify.cli.command;

import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.cli.cluster.ComposeCluster;
import dev.classify.cli.config.CliSettings;
import dev.classify.cli.config.ClusterSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "cluster",
    description = {
      "Care for the cluster: the Restate nodes that CLASSIFY_ADMIN names, and the",
      "workers behind the balancer that CLASSIFY_GATEWAY names."
    },
    subcommands = {ClusterRegisterCommand.class, ClusterRepairCommand.class, VerifyCommand.class})
final class ClusterCommand implements Callable<Integer>, Cluster.Source {

  @ParentCommand private ClassifyCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new UsageFault(spec.commandLine().getUsageMessage());
  }

  @Override
  public ComposeCluster cluster() {
    CliSettings settings = parent.settings();
    ClusterSettings balancer = parent.cluster();
    return new ComposeCluster(
        settings.environment(),
        new ClusterAddresses(
            settings.nodes(),
            settings.admins(),
            balancer.gateway(),
            balancer.workers(),
            settings.database()));
  }
}
