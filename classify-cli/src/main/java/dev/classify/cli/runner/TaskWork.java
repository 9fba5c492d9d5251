package dev.classify.cli.runner;

import dev.classify.api.AnswerSettings;
import dev.classify.budget.Limits;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.submit.EstimateRun;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.JobInvocations;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.PaidAnswers;
import dev.classify.cli.submit.RunSettings;
import dev.classify.cli.submit.RunSummary;
import dev.classify.cli.submit.Workers;
import dev.classify.exit.CommandFailure;
import dev.classify.input.ColumnAssignments;
import dev.classify.input.InputOptions;
import dev.classify.input.TextOptions;
import dev.classify.model.ServiceTier;
import dev.classify.outcome.Provider;
import dev.classify.rules.RuleTables;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobTiers;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.providerbatch.FileProgress;
import dev.classify.store.tasks.RunnerTask;
import dev.classify.store.tasks.TaskQueue;
import dev.classify.store.tasks.TaskSettings;
import dev.classify.store.tasks.TaskSettings.FileSettings;
import dev.classify.store.tasks.TaskSettings.ModelOutage;
import dev.classify.store.tasks.Upload;
import dev.classify.store.tasks.Uploads;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Does one task, in the way of the command that does the same.
final class TaskWork {

  private final DataSource database;
  private final Supplier<IngressNodes> nodes;
  private final JobInvocations invocations;
  private final RuleTables tables;
  private final TaskQueue queue;
  private final Uploads uploads;
  private final Jobs jobs;

  /// @param nodes the ingress nodes, for one task; it closes them
  /// @param invocations batches in Restate
  TaskWork(
      DataSource database,
      Supplier<IngressNodes> nodes,
      JobInvocations invocations,
      RuleTables tables,
      TaskQueue queue) {
    this.database = database;
    this.nodes = nodes;
    this.invocations = invocations;
    this.tables = tables;
    this.queue = queue;
    this.uploads = new Uploads(database);
    this.jobs = new Jobs(database);
  }

  /// Does a task to its end.
  ///
  /// @throws CommandFailure if it cannot be done
  /// @throws SQLException if the database is away; the task can be done again
  void run(ActiveTask active) throws SQLException, InterruptedException {
    RunnerTask task = active.task();
    switch (task.kind()) {
      case RUN -> runJob(active);
      case ESTIMATE -> queue.done(task.taskId(), estimate(task));
      case CANCEL -> {
        cancel(String.valueOf(task.jobId()));
        queue.done(task.taskId(), null);
      }
    }
  }

  private void runJob(ActiveTask active) throws SQLException, InterruptedException {
    RunnerTask task = active.task();
    String jobId = task.jobId();
    Optional<Job> job = jobId == null ? Optional.empty() : jobs.find(jobId);
    if (job.filter(begun -> endedBefore(task, begun)).isEmpty()) {
      Optional<RunSummary> summary = runRows(active);
      if (summary.isEmpty()) {
        throw CommandFailure.usage("the file has no rows");
      }
      if (active.stopped()) {
        // Another runner continues it.
        return;
      }
    }
    queue.done(task.taskId(), null);
  }

  /// Whether an earlier runner died after the job had ended, but before it could say so. A forced
  /// job would otherwise be paid for again. A job that somebody has cancelled since is not taken
  /// up.
  static boolean endedBefore(RunnerTask task, Job job) {
    // Attempts do not tell: a runner that stops in good order does not count its own.
    Instant began = task.startedAt();
    return began != null
        && job.startedAt().isAfter(began)
        && (job.cancelled() || job.state() == Job.State.COMPLETE);
  }

  private Optional<RunSummary> runRows(ActiveTask active)
      throws SQLException, InterruptedException {
    RunnerTask task = active.task();
    try (InputSource input = input(task);
        IngressNodes ingresses = nodes.get()) {
      RunSettings settings = settings(task);
      if (settings.answering().provider() != Provider.RULES && Workers.simulated(ingresses)) {
        PaidAnswers.refuseToReplace(database);
      }
      return JobRun.on(database, ingresses)
          .watchedBy(active)
          .estimating(tables)
          .run(input, new RowProblems(queue, task.taskId()), settings);
    }
  }

  private String estimate(RunnerTask task) throws SQLException, InterruptedException {
    try (InputSource input = input(task);
        IngressNodes ingresses = nodes.get()) {
      return EstimateRun.on(database, ingresses, tables)
          .run(input, null, settings(task))
          .map(EstimateJson::of)
          .orElseThrow(() -> CommandFailure.usage("the file has no rows"));
    }
  }

  /// As `classify cancel`, which has cancelled the job in the tables before.
  private void cancel(String jobId) throws SQLException, InterruptedException {
    boolean cancelled = jobs.find(jobId).filter(Job::cancelled).isPresent();
    // Batches of files end by themselves, after they have stored what the provider has answered.
    if (cancelled
        && new FileProgress(database).linesInFiles(jobId) == 0
        && invocations.kill(jobId).isEmpty()) {
      throw CommandFailure.failed(
          jobId + " is cancelled, but Restate does not answer, so its batches were not killed",
          "start Restate; the batches then end by themselves and send no requests");
    }
  }

  private InputSource input(RunnerTask task) throws SQLException {
    String uploadId = task.uploadId();
    Optional<Upload> upload = uploadId == null ? Optional.empty() : uploads.find(uploadId);
    return InputSource.upload(
        uploads,
        upload.orElseThrow(
            () ->
                CommandFailure.usage(
                    "the file of this task has been deleted",
                    "upload it again, then start it again")),
        reading(task.settings()));
  }

  static InputOptions reading(TaskSettings settings) {
    ColumnAssignments columns = new ColumnAssignments();
    settings.columns().forEach((column, field) -> columns.add(column, field, "columns"));
    FileSettings file = settings.file();
    return new InputOptions(
        null,
        columns.assigned(),
        TextOptions.of(file.delimiter(), file.encoding(), file.skipLines()),
        file.sheet());
  }

  static RunSettings settings(RunnerTask task) {
    TaskSettings wanted = task.settings();
    String provider = wanted.provider();
    return RunSettings.answeredBy(
            new AnswerSettings(
                provider == null ? null : Provider.of(provider),
                wanted.rowsPerRequest(),
                new Limits(wanted.requestsPerMinute(), wanted.tokensPerMinute())))
        .jobId(task.jobId())
        .force(wanted.force())
        .retry(wanted.retry())
        .budgetUsd(wanted.budgetUsd())
        .tiers(new JobTiers(tier(wanted.tier()), null, null))
        .onModelFailure(
            wanted.outage().byRules(),
            Optional.ofNullable(wanted.outage().patience())
                .flatMap(ModelOutage::patience)
                .orElse(null))
        // The runner takes tasks up by itself, and nobody asked it to resume anything.
        .keepPause(true)
        .build();
  }

  private static @Nullable ServiceTier tier(@Nullable String token) {
    return Stream.of(ServiceTier.values())
        .filter(tier -> tier.token().equals(token))
        .findFirst()
        .orElse(null);
  }
}
