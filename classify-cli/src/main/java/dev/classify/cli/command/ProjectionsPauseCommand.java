package dev.classify.cli.command;

import dev.classify.store.projections.ProjectionTables;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
final class ProjectionsPauseCommand extends ProjectionChangeCommand {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "paused by a command",
      description = "What `status` shows as the reason (default: ${DEFAULT-VALUE}).")
  private String reason;

  @Override
  String change(ProjectionTables tables, String name, String program) throws SQLException {
    return tables.pause(name, reason) == 0
        ? name + " is paused already"
        : "%s is paused; `%s projections resume %s` continues it".formatted(name, program, name);
  }
}
