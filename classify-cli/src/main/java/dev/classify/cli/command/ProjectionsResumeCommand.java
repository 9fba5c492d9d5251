package dev.classify.cli.command;

import dev.classify.exit.ExitCode;
import dev.classify.store.projections.ProjectionTables;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "resume",
    description = {
      "Read events into a projection again that was paused or has failed, from where it stopped."
    },
    footer = {"", "Example:", "  classify projections resume taxonomy"})
final class ProjectionsResumeCommand implements Callable<Integer> {

  @ParentCommand private ProjectionsCommand projections;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Name of the projection, as `status` shows it.")
  private String name;

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = projections.open()) {
      int builds = new ProjectionTables(target.database()).resume(name);
      spec.commandLine()
          .getOut()
          .println(builds == 0 ? name + " is not paused" : name + " continues where it stopped");
      return ExitCode.DONE;
    }
  }
}
