package dev.classify.cli.command;

import dev.classify.store.projections.ProjectionTables;
import java.sql.SQLException;
import picocli.CommandLine.Command;

@Command(
    name = "rebuild",
    description = {
      "Build the tables of a projection anew from the start of the log.",
      "The present rows are shown until the new ones have caught up, which then take their place."
          + " The command does not wait for that: `classify projections status` shows both builds."
    },
    footer = {"", "Example:", "  classify projections rebuild taxonomy"})
final class ProjectionsRebuildCommand extends ProjectionChangeCommand {

  @Override
  String change(ProjectionTables tables, String name, String program) throws SQLException {
    return "%s is built anew as build %d; watch it with `%s projections status`"
        .formatted(name, tables.rebuild(name), program);
  }
}
