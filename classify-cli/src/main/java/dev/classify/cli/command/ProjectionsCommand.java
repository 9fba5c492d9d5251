package dev.classify.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "projections",
    description = {
      "Show and control the projections, which turn the log of events into read models.",
      "Projectors do their work: the cluster has one as the service `projector`, and"
          + " `classify local up --projectors 2` starts two."
    },
    footer = {
      "",
      "Examples:",
      "  classify projections status",
      "  classify projections rebuild taxonomy",
      "  classify projections plan --headroom 3"
    },
    subcommands = {
      ProjectionsStatusCommand.class,
      ProjectionsRebuildCommand.class,
      ProjectionsPauseCommand.class,
      ProjectionsResumeCommand.class,
      ProjectionsPlanCommand.class
    })
final class ProjectionsCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  TargetSystem open() {
    return parent.open();
  }
}
