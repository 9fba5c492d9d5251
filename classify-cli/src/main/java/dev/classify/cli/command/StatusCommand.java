package dev.classify.cli.command;

import dev.classify.cli.report.JobStatus;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = "Show the progress of the latest jobs, or of one job and what it costs.",
    footer = {
      "",
      "Examples:",
      "  classify status",
      "  classify status job-fa88712be49d --output json"
    })
final class StatusCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "JOB", description = "Id of a job.")
  private @Nullable String jobId;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = parent.open()) {
      JobStatus status = of(target, jobId);
      PrintWriter out = spec.commandLine().getOut();
      switch (output.format()) {
        case TABLE -> {
          if (status.isEmpty()) {
            out.println("no jobs yet; start one with `" + target.command() + " run FILE`");
          } else {
            status.lines(target.command()).forEach(out::println);
          }
        }
        case JSON -> out.println(status.json(target.command()).toPrettyString());
      }
      return ExitCode.DONE;
    }
  }

  /// The latest jobs, or the named one.
  static JobStatus of(TargetSystem target, @Nullable String jobId) throws SQLException {
    return jobId == null
        ? JobStatus.ofLatest(target.database())
        : JobStatus.of(target.database(), jobId)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "there is no job " + jobId,
                        "list the jobs with `" + target.command() + " status`"));
  }
}
