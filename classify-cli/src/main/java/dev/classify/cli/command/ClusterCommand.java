package dev.classify.cli.command;

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
    subcommands = {ClusterRegisterCommand.class})
final class ClusterCommand implements Callable<Integer> {

  @ParentCommand private ClassifyCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new UsageFault(spec.commandLine().getUsageMessage());
  }

  CliSettings settings() {
    return parent.settings();
  }

  ClusterSettings cluster() {
    return parent.cluster();
  }
}
