package dev.classify.cli.command;

import dev.classify.cli.projections.ProjectionSpeeds;
import dev.classify.cli.projections.ProjectionsReport;
import dev.classify.cli.projections.ReplicaSets;
import dev.classify.exit.ExitCode;
import dev.classify.store.projections.ProjectionTables;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = {
      "Show each partition of each projection: how far it is, how far behind the log, how many"
          + " events per second it reads (measured for a second), and which projector works on it.",
      "Positions come from the database, the names of projectors from their coordinator; without it"
          + " they are left out."
    },
    footer = {
      "",
      "Examples:",
      "  classify projections status",
      "  classify projections status --output json"
    })
final class ProjectionsStatusCommand implements Callable<Integer> {

  /// Speeds are measured for so long.
  private static final Duration LOOK = Duration.ofSeconds(1);

  @ParentCommand private ProjectionsCommand projections;
  @Spec private CommandSpec spec;
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException, InterruptedException {
    try (TargetSystem target = projections.open()) {
      ProjectionTables tables = new ProjectionTables(target.database());
      List<ProjectionTables.Status> before = tables.status();
      long begin = System.nanoTime();
      if (!before.isEmpty()) {
        Thread.sleep(LOOK);
      }
      List<ProjectionTables.Status> rows = tables.status();
      ProjectionsReport report =
          new ProjectionsReport(
              rows,
              new ReplicaSets(target.ingresses()).workers(rows),
              new ProjectionSpeeds(before, rows, Duration.ofNanos(System.nanoTime() - begin)));
      PrintWriter out = spec.commandLine().getOut();
      switch (output.format()) {
        case TABLE ->
            out.println(
                rows.isEmpty()
                    ? "no projector has read events yet; it takes up to ten seconds after a start."
                        + " To start one: `classify local up --projectors 1`, or the service"
                        + " `projector` of the cluster"
                    : report.table());
        case JSON -> out.println(report.json().toPrettyString());
      }
      return ExitCode.DONE;
    }
  }
}
