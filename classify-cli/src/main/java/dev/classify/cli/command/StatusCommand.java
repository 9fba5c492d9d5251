package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.report.JobCostText;
import dev.classify.cli.report.JobTable;
import dev.classify.exit.ExitCode;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobCosts;
import dev.classify.store.jobs.JobProgress;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.Tally;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    description = "Show how far jobs are: the latest ones, or the one named.",
    footer = {"", "Example:", "  classify status --output json"})
final class StatusCommand implements Callable<Integer> {

  static final int JOBS_SHOWN = 10;

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "JOB", description = "Id of a job.")
  private @Nullable String jobId;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = parent.open()) {
      Jobs jobs = new Jobs(target.database());
      List<Job> shown;
      if (jobId == null) {
        shown = jobs.latest(JOBS_SHOWN);
      } else {
        Optional<Job> job = jobs.find(jobId);
        if (job.isEmpty()) {
          spec.commandLine()
              .getErr()
              .println("no job " + jobId + "; `" + target.command() + " status` lists the jobs");
          return ExitCode.USAGE;
        }
        shown = List.of(job.get());
      }
      JobCosts money = new JobCosts(target.database());
      print(shown, new JobProgress(target.database()), money, target, spec.commandLine().getOut());
      return ExitCode.DONE;
    }
  }

  private void print(
      List<Job> jobs, JobProgress progress, JobCosts money, TargetSystem target, PrintWriter out)
      throws SQLException {
    switch (output.format()) {
      case TABLE -> {
        if (jobs.isEmpty()) {
          out.println("no job yet; `" + target.command() + " run FILE` makes one");
        } else {
          out.println(JobTable.of(jobs, progress));
          if (jobId != null) {
            JobCostText.lines(money.total(jobId)).forEach(out::println);
          }
        }
      }
      case JSON -> {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Job job : jobs) {
          ObjectNode shown = json.addObject();
          put(shown, job, progress.tally(job), progress.byWorker(job));
          if (jobId != null) {
            shown.set("llm", JobCostText.json(money.total(jobId)));
          }
        }
        out.println(json.toPrettyString());
      }
    }
  }

  private static void put(ObjectNode json, Job job, Tally all, Map<String, Tally> workers) {
    json.put("job", job.id())
        .put("source", job.source())
        .put("state", job.state().name().toLowerCase(Locale.ROOT))
        .put("stop_reason", job.stopReason())
        .put("provider", job.provider())
        .put("answer_version", job.answerVersion())
        .put("generation", job.generation())
        .put("round", job.round())
        .put("rows", job.rowsTotal())
        .put("refused", job.rowsRefused())
        .put("classified", all.classified())
        .put("unchanged", all.unchanged())
        .put("rejected", all.rejected())
        .put("started_at", job.startedAt().toString());
    ObjectNode byWorker = json.putObject("stored_by_worker");
    workers.forEach(
        (worker, tally) ->
            byWorker
                .putObject(worker)
                .put("classified", tally.classified())
                .put("unchanged", tally.unchanged())
                .put("rejected", tally.rejected()));
  }
}
