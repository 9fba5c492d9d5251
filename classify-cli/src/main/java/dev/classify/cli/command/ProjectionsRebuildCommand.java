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
    name = "rebuild",
    description = {
      "Build the tables of a projection anew from the start of the log.",
      "The present rows are shown until the new ones have caught up, which then take their place."
          + " The command does not wait for that: `classify projections status` shows both builds."
    },
    footer = {"", "Example:", "  classify projections rebuild taxonomy"})
final class ProjectionsRebuildCommand implements Callable<Integer> {

  @ParentCommand private ProjectionsCommand projections;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Name of the projection, as `status` shows it.")
  private String name;

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = projections.open()) {
      long build = new ProjectionTables(target.database()).rebuild(name);
      spec.commandLine()
          .getOut()
          .println(
              "%s is built anew as build %d; watch it with `%s projections status`"
                  .formatted(name, build, target.command()));
      return ExitCode.DONE;
    }
  }
}
