package dev.classify.cli.command;

import dev.classify.store.projections.ProjectionTables;
import java.sql.SQLException;
import picocli.CommandLine.Command;

@Command(
    name = "resume",
    description = {
      "Read events into a projection again that was paused or has failed, from where it stopped."
    },
    footer = {"", "Example:", "  classify projections resume taxonomy"})
final class ProjectionsResumeCommand extends ProjectionChangeCommand {

  @Override
  String change(ProjectionTables tables, String name, String program) throws SQLException {
    return tables.resume(name) == 0
        ? name + " is not paused"
        : name + " continues where it stopped";
  }
}
