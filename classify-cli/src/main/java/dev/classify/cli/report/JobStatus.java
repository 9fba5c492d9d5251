package dev.classify.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.store.budget.JobActivities;
import dev.classify.store.budget.JobActivity;
import dev.classify.store.budget.WaitReason;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobCosts;
import dev.classify.store.jobs.JobHeartbeats;
import dev.classify.store.jobs.JobProgress;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.Tally;
import dev.classify.store.jobs.TierCosts;
import dev.classify.store.providerbatch.FileProgress;
import dev.classify.terminal.ShownText;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The progress of the latest jobs, or of one job and what it costs.
public final class JobStatus {

  private static final int JOBS_SHOWN = 10;

  private final List<JobRow> jobs;
  private final @Nullable Costs costs;

  /// What one job costs, as a whole and by tier, and the results in files that it has paid for
  /// perhaps and will not get.
  private record Costs(
      JobCosts.Total total, List<TierCosts.TierCost> tiers, List<FileProgress.Lost> lost) {}

  /// @param activity null if the job is at its end
  /// @param lastSeen of its command, if that died; otherwise null
  private record JobRow(
      Job job,
      Tally all,
      long standIns,
      Map<String, Tally> byWorker,
      @Nullable JobActivity activity,
      @Nullable Instant lastSeen) {}

  private JobStatus(List<JobRow> jobs, @Nullable Costs costs) {
    this.jobs = jobs;
    this.costs = costs;
  }

  /// The latest jobs.
  public static JobStatus ofLatest(DataSource database) throws SQLException {
    List<JobRow> rows = new ArrayList<>();
    for (Job job : new Jobs(database).latest(JOBS_SHOWN)) {
      rows.add(row(database, job));
    }
    return new JobStatus(rows, null);
  }

  /// The status of one job; empty if no job has this id.
  public static Optional<JobStatus> of(DataSource database, String jobId) throws SQLException {
    Optional<Job> job = new Jobs(database).find(jobId);
    return job.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new JobStatus(
                List.of(row(database, job.get())),
                new Costs(
                    new JobCosts(database).total(jobId),
                    new TierCosts(database).ofAllRuns(jobId),
                    new FileProgress(database).lost(jobId))));
  }

  private static JobRow row(DataSource database, Job job) throws SQLException {
    JobProgress progress = new JobProgress(database);
    JobActivity activity =
        job.state() == Job.State.RUNNING || job.state() == Job.State.DETACHED
            ? new JobActivities(database).of(job.id()).orElse(null)
            : null;
    return new JobRow(
        job,
        progress.tally(job),
        progress.standIns(job),
        progress.byWorker(job),
        activity,
        new JobHeartbeats(database).lastSeenOfDead(job.id()).orElse(null));
  }

  public boolean isEmpty() {
    return jobs.isEmpty();
  }

  /// The jobs as a table, what each of them waits for, and how many of its rows the rules answered
  /// for a model; for one job, then why it is stopped, its request rate, and its costs.
  ///
  /// @param command how the user calls commands on this system, such as `classify local`
  public List<String> lines(String command) {
    List<String> lines = new ArrayList<>();
    lines.add(
        new TextTable<JobRow>()
            .text("job", row -> row.job.id())
            .text("state", row -> row.job.pauseReason() == null ? state(row.job) : "paused")
            .figure("rows", row -> Long.toString(row.job.rowsTotal()))
            .figure("unusable", row -> Long.toString(row.job.rowsRefused()))
            .figure("classified", row -> Integer.toString(row.all.classified()))
            .figure("unchanged", row -> Integer.toString(row.all.unchanged()))
            .figure("rejected", row -> Integer.toString(row.all.rejected()))
            .text("started", row -> row.job.startedAt().truncatedTo(ChronoUnit.SECONDS).toString())
            .text("source", row -> row.job.source())
            .of(jobs));
    for (JobRow row : jobs) {
      if (row.lastSeen != null) {
        lines.add(
            "%s: its command died, seen last at %s; run it again for the rest"
                .formatted(row.job.id(), row.lastSeen.truncatedTo(ChronoUnit.SECONDS)));
      }
      waits(row, command)
          .map(WaitReason::toString)
          .or(() -> doneWithoutCommand(row, command))
          .ifPresent(wait -> lines.add(ShownText.of(row.job.id() + ": " + wait)));
      if (row.standIns > 0) {
        lines.add(row.job.id() + ": by rules " + StandIns.text(row.standIns, command));
      }
    }
    if (costs != null) {
      jobs.stream()
          .map(JobRow::activity)
          .filter(activity -> activity != null && activity.sentLastMinute() > 0)
          .forEach(activity -> lines.add("rate        " + RateText.of(activity, null)));
      jobs.stream()
          .map(row -> row.job.stopReason())
          .filter(Objects::nonNull)
          .forEach(reason -> lines.add("stopped     " + ShownText.of(reason)));
      lines.addAll(JobCostText.lines(costs.total));
      TierCostText.line(costs.tiers).ifPresent(lines::add);
      costs.lost.forEach(
          lost ->
              lines.add(
                  "lost        %d requests: %s"
                      .formatted(lost.requests(), ShownText.of(lost.reason()))));
    }
    return lines;
  }

  private static Optional<WaitReason> waits(JobRow row, String command) {
    return row.activity == null
        ? Optional.empty()
        : WaitReason.of(row.job.id(), row.activity, command);
  }

  /// Only a command can find out that a job is complete, because it knows the rows of the input.
  private static Optional<String> doneWithoutCommand(JobRow row, String command) {
    return row.job.state() == Job.State.DETACHED && row.all.rows() >= row.job.rowsTotal()
        ? Optional.of("every row is done; `%s results` shows the answers".formatted(command))
        : Optional.empty();
  }

  /// One object for each job.
  public ArrayNode json(String command) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (JobRow row : jobs) {
      put(json.addObject(), row, command);
    }
    return json;
  }

  private void put(ObjectNode json, JobRow row, String command) {
    Job job = row.job;
    json.put("job", job.id())
        .put("source", job.source())
        .put("state", state(job))
        .put("stop_reason", job.stopReason())
        .put("pause_reason", job.pauseReason())
        .put("command_last_seen", row.lastSeen == null ? null : row.lastSeen.toString())
        .put("waits", waits(row, command).map(WaitReason::toString).orElse(null))
        .put("provider", job.provider())
        .put("answer_version", job.answerVersion())
        .put("generation", job.generation())
        .put("round", job.round())
        .put("rows", job.rowsTotal())
        .put("refused", job.rowsRefused());
    put(json, row.all);
    json.put(StandIns.JSON_KEY, row.standIns);
    json.put("started_at", job.startedAt().toString());
    if (row.activity != null) {
      json.put("requests_last_minute", row.activity.sentLastMinute())
          .put("requests_per_minute_max", row.activity.requestsPerMinute());
    }
    ObjectNode byWorker = json.putObject("stored_by_worker");
    row.byWorker.forEach((worker, tally) -> put(byWorker.putObject(worker), tally));
    if (costs != null) {
      ObjectNode llm = JobCostText.json(costs.total);
      TierCostText.put(llm, costs.tiers);
      ArrayNode lost = llm.putArray("lost");
      costs.lost.forEach(
          one -> lost.addObject().put("reason", one.reason()).put("requests", one.requests()));
      json.set("llm", llm);
    }
  }

  private static void put(ObjectNode json, Tally tally) {
    json.put("classified", tally.classified())
        .put("unchanged", tally.unchanged())
        .put("rejected", tally.rejected());
  }

  private static String state(Job job) {
    return job.state().name().toLowerCase(Locale.ROOT);
  }
}
