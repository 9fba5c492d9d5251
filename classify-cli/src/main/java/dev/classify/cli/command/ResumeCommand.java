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
    name = "resume",
    description = {
      "Let the requests of a paused job be sent again, whoever started or paused it.",
      "Batches that were not submitted yet need the command that runs the job: run it again if it"
          + " has ended."
    },
    footer = {
      "",
      "Exit codes: 0 resumed; 2 no such job, or it is not paused.",
      "",
      "Example:",
      "  classify resume job-fa88712be49d"
    })
final class ResumeCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "JOB", description = "Id of a job.")
  private String jobId;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = parent.open()) {
      Job job = JobCommand.find(target, jobId);
      if (!new Jobs(target.database()).resume(jobId)) {
        throw JobCommand.notPaused(target.command(), job);
      }
      JobCommand.print(
          output.format(),
          spec.commandLine().getOut(),
          "resumed " + jobId,
          JobCommand.json(jobId, JobCommand.state(job)));
      return ExitCode.DONE;
    }
  }
}
