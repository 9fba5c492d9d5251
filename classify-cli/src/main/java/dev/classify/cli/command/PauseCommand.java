package dev.classify.cli.command;

import dev.classify.exit.ExitCode;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "pause",
    description = {
      "Let the requests of a job wait until it is resumed, whoever started it.",
      "Requests in flight are still stored. A command that runs the job stays attached, and hands"
          + " over no more batches."
    },
    footer = {
      "",
      "Exit codes: 0 paused; 2 no such job, or it is paused or at its end.",
      "",
      "Example:",
      "  classify pause job-fa88712be49d"
    })
final class PauseCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "JOB", description = "Id of a job.")
  private String jobId;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = parent.open()) {
      Job job = JobCommand.find(target, jobId);
      if (!new Jobs(target.database()).pause(jobId, Jobs.PAUSED_BY_PERSON)) {
        String state = JobCommand.state(job);
        throw JobCommand.refused(
            target, job, job.pauseReason() == null ? "is " + state : "is already paused");
      }
      JobCommand.print(
          output.format(),
          spec.commandLine().getOut(),
          "paused %s; `%s resume %s` continues it".formatted(jobId, target.command(), jobId),
          JobCommand.json(jobId, "paused"));
      return ExitCode.DONE;
    }
  }
}
