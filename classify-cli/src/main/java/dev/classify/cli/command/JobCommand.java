package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.report.OutputFormat;
import dev.classify.exit.CommandFailure;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Locale;

/// What the commands that pause, resume and cancel a job have in common.
final class JobCommand {

  private JobCommand() {}

  /// @throws CommandFailure if there is no such job
  static Job find(TargetSystem target, String jobId) throws SQLException {
    return new Jobs(target.database())
        .find(jobId)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "there is no job " + jobId,
                    "list the jobs with `" + target.command() + " status`"));
  }

  /// There is nothing to do, because the job is not in a state for it.
  static CommandFailure refused(TargetSystem target, Job job, String why) {
    return CommandFailure.usage(
        job.id() + " " + why, "see `%s status %s`".formatted(target.command(), job.id()));
  }

  /// There is nothing to resume. What is left of a job that nobody works on needs its input, which
  /// only the command that runs it reads.
  ///
  /// @param command how the user calls commands on this system
  static CommandFailure notPaused(String command, Job job) {
    String problem = "%s is not paused: it is %s".formatted(job.id(), state(job));
    return switch (job.state()) {
      case RUNNING, COMPLETE ->
          CommandFailure.usage(problem, "see `%s status %s`".formatted(command, job.id()));
      case DETACHED, STOPPED ->
          CommandFailure.usage(
              problem,
              "run the command that started it again, with the same options, on the same input (%s): `%s run … --job %s`; stored answers are not asked for again"
                  .formatted(job.source(), command, job.id()));
    };
  }

  /// The state in words: `running`.
  static String state(Job job) {
    return job.state().name().toLowerCase(Locale.ROOT);
  }

  static ObjectNode json(String jobId, String state) {
    return JsonNodeFactory.instance.objectNode().put("job", jobId).put("state", state);
  }

  static void print(OutputFormat format, PrintWriter out, String line, ObjectNode json) {
    switch (format) {
      case TABLE -> out.println(line);
      case JSON -> out.println(json.toPrettyString());
    }
  }
}
