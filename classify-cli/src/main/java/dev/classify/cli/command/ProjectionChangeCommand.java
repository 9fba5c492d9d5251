package dev.classify.cli.command;

import dev.classify.exit.ExitCode;
import dev.classify.store.projections.ProjectionTables;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// A command that changes one projection and says what it did.
abstract class ProjectionChangeCommand implements Callable<Integer> {

  @ParentCommand private ProjectionsCommand projections;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Name of the projection, as `status` shows it.")
  private String name;

  /// Changes the projection.
  ///
  /// @param program such as `classify local`, for a message that names another command
  /// @return what was done, for people
  abstract String change(ProjectionTables tables, String name, String program) throws SQLException;

  @Override
  public final Integer call() throws SQLException {
    try (TargetSystem target = projections.open()) {
      spec.commandLine()
          .getOut()
          .println(change(new ProjectionTables(target.database()), name, target.command()));
      return ExitCode.DONE;
    }
  }
}
