package dev.classify.cli.command;

import dev.classify.exit.ExitCode;
import dev.classify.store.projections.ProjectionTables;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "pause",
    description = {
      "Stop reading events into a projection. Its rows stay as they are, and the others go on.",
      "`classify projections resume NAME` continues it where it stopped."
    },
    footer = {
      "",
      "Example:",
      "  classify projections pause taxonomy --reason 'migrating its reader'"
    })
final class ProjectionsPauseCommand implements Callable<Integer> {

  @ParentCommand private ProjectionsCommand projections;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Name of the projection, as `status` shows it.")
  private String name;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "paused by a command",
      description = "What `status` shows as the reason (default: ${DEFAULT-VALUE}).")
  private String reason;

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = projections.open()) {
      int builds = new ProjectionTables(target.database()).pause(name, reason);
      spec.commandLine()
          .getOut()
          .println(
              builds == 0
                  ? name + " is paused already"
                  : "%s is paused; `%s projections resume %s` continues it"
                      .formatted(name, target.command(), name));
      return ExitCode.DONE;
    }
  }
}
