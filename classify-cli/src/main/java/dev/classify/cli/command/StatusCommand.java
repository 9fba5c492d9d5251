package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.report.JobStatus;
import dev.classify.cli.report.SystemStatus;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = {
      "Show the progress of the latest jobs, or of one job and what it costs; then the batches of"
          + " all jobs by state, and what each worker does."
    },
    footer = {
      "",
      "Examples:",
      "  classify status",
      "  classify status job-fa88712be49d --output json",
      "  classify status --watch                      (until Ctrl-C)",
      "  classify status --system --output json       (batches and workers, without jobs)"
    })
final class StatusCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "JOB", description = "Id of a job.")
  private @Nullable String jobId;

  @Option(
      names = "--watch",
      description = "Show it on the whole terminal every two seconds, with budgets and last rows.")
  private boolean watch;

  @Option(
      names = "--system",
      description = "Show only batches by state, with the age of the oldest, and workers.")
  private boolean system;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException, InterruptedException {
    try (TargetSystem target = parent.open()) {
      if (watch) {
        return StatusWatch.run(target, jobId);
      }
      if (system) {
        return printSystem(SystemStatus.of(target.admins(), target.database()));
      }
      JobStatus status = of(target, jobId);
      PrintWriter out = spec.commandLine().getOut();
      switch (output.format()) {
        case TABLE -> {
          if (status.isEmpty()) {
            out.println("no jobs yet; start one with `" + target.command() + " run FILE`");
          } else {
            status.lines(target.command()).forEach(out::println);
          }
          if (jobId == null) {
            out.println();
            SystemStatus.of(target.admins(), target.database()).lines().forEach(out::println);
          }
        }
        case JSON -> out.println(status.json(target.command()).toPrettyString());
      }
      return ExitCode.DONE;
    }
  }

  private int printSystem(SystemStatus system) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> system.lines().forEach(out::println);
      case JSON -> {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        system.put(json);
        out.println(json.toPrettyString());
      }
    }
    return ExitCode.DONE;
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
