package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.submit.JobInvocations;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.providerbatch.FileProgress;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "cancel",
    description = {
      "End a job, whoever started it. Stored answers stay.",
      "Its batches are killed in Restate, kept replies are deleted, and reservations of requests"
          + " without a result are released. A command that runs the job ends with exit code 1. To"
          + " continue the job after all, run that command again. Of a job at --tier batch, the"
          + " provider's batches are cancelled, and what they have answered is stored."
    },
    footer = {
      "",
      "Exit codes: 0 cancelled; 1 Restate does not answer, so that the batches end when they are"
          + " tried next; 2 no such job, or it is complete.",
      "",
      "Example:",
      "  classify cancel job-fa88712be49d"
    })
final class CancelCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "JOB", description = "Id of a job.")
  private String jobId;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException, InterruptedException {
    try (TargetSystem target = parent.open()) {
      Job job = JobCommand.find(target, jobId);
      if (!new Jobs(target.database()).cancel(jobId)) {
        throw JobCommand.refused(target, job, "is complete");
      }
      long inFiles = new FileProgress(target.database()).linesInFiles(jobId);
      if (inFiles > 0) {
        // Its batches end by themselves, after they have stored what the provider has answered.
        JobCommand.print(
            output.format(),
            spec.commandLine().getOut(),
            "cancelled %s; the provider is told to cancel its %d requests in files, and what it has answered is stored"
                .formatted(jobId, inFiles),
            JobCommand.json(jobId, "stopped").put("requests_in_files", inFiles));
        return ExitCode.DONE;
      }
      OptionalInt killed = new JobInvocations(target.admins()).kill(jobId);
      if (killed.isEmpty()) {
        throw CommandFailure.failed(
            jobId + " is cancelled, but Restate does not answer, so its batches were not killed",
            "start Restate; the batches then end by themselves and send no requests");
      }
      ObjectNode json = JobCommand.json(jobId, "stopped").put("killed", killed.getAsInt());
      JobCommand.print(
          output.format(),
          spec.commandLine().getOut(),
          "cancelled %s; killed %d batches that had not ended yet"
              .formatted(jobId, killed.getAsInt()),
          json);
      return ExitCode.DONE;
    }
  }
}
