package dev.classify.cli.submit;

import dev.classify.api.OfferedModel;
import dev.classify.api.WorkerDescription;
import dev.classify.cli.input.InputRow;
import dev.classify.cli.input.InputRows;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectFile;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.ContentHash;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobOpening;
import dev.classify.store.jobs.JobProgress;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One run of a job: reads the input, hands it over batch by batch, and waits for the answers.
public final class JobRun {

  private final IngressNodes nodes;
  private final Jobs jobs;
  private final JobProgress progress;
  private final Ledger ledger;
  private final RunWatcher watcher;
  private final @Nullable Estimator estimator;

  /// A run that is not told what it is going to take.
  public JobRun(
      IngressNodes nodes, Jobs jobs, JobProgress progress, Ledger ledger, RunWatcher watcher) {
    this(nodes, jobs, progress, ledger, watcher, null);
  }

  /// A run that tells what it is going to take where it asks models.
  public JobRun(
      IngressNodes nodes,
      Jobs jobs,
      JobProgress progress,
      Ledger ledger,
      RunWatcher watcher,
      @Nullable Estimator estimator) {
    this.estimator = estimator;
    this.nodes = nodes;
    this.jobs = jobs;
    this.progress = progress;
    this.ledger = ledger;
    this.watcher = watcher;
  }

  /// Runs to the end, or until nothing more can be done now.
  ///
  /// @return empty where the input has no rows at all
  /// @throws CommandFailure where nobody answers for the cluster
  public Optional<RunSummary> run(InputSource input, RejectFile rejects, RunSettings wish)
      throws SQLException, InterruptedException {
    WorkerDescription workers = Workers.describe(nodes);
    AnswerVersion answers = Workers.version(workers, wish.answering().provider());
    Estimator.Conditions setting = EstimateRun.setting(workers, answers, wish);
    if (wish.budgetUsd() != null) {
      refuseUnpriced(setting);
    }
    InputScan scan = InputScan.of(input, rejects, wish.rowsShown());
    Optional<Path> rejectFile = rejects.publish();
    if (scan.read() == 0) {
      return Optional.empty();
    }
    Job job = jobs.open(opening(input, scan, answers, wish));
    Optional<RunPlan> plan = plan(input, job, setting);
    RunCounts counts = new RunCounts();
    Instant startedAt = Instant.now();
    if (scan.rows() > 0) {
      submit(input, job, counts, wish, InFlightLimit.of(wish, workers.limits()), scan);
    }
    Duration took = Duration.between(startedAt, Instant.now());
    RunSummary summary =
        new RunSummary(job, scan, counts.snapshot(), took, plan, ledger.spending(job), rejectFile);
    if (summary.unfinished() == 0) {
      jobs.complete(job);
    } else {
      jobs.endWithRowsLeft(job);
    }
    return Optional.of(summary);
  }

  /// What a budget cannot be kept for is found out before a job is opened.
  private static void refuseUnpriced(Estimator.Conditions setting) {
    for (OfferedModel model : setting.models()) {
      if (model.price() == null) {
        throw CommandFailure.usage(
            "--budget-usd cannot be kept: the workers know no price of " + model.name(),
            "name a file with its price in LLM_PRICES where the workers run (`classify prices`"
                + " shows the format), or leave --budget-usd out");
      }
    }
  }

  private Optional<RunPlan> plan(InputSource input, Job job, Estimator.Conditions setting)
      throws SQLException {
    if (estimator == null || setting.models().isEmpty()) {
      return Optional.empty();
    }
    RunPlan plan = estimator.plan(input, job, setting);
    estimator.note(job, plan);
    watcher.planned(plan);
    return Optional.of(plan);
  }

  static JobOpening opening(
      InputSource input, InputScan scan, AnswerVersion answers, RunSettings wish) {
    String jobId = wish.jobId();
    if (jobId == null) {
      byte[] identity = (scan.digest() + answers.id()).getBytes(StandardCharsets.UTF_8);
      byte[] hash = ContentHash.sha256().digest(identity);
      jobId = "job-" + HexFormat.of().formatHex(hash, 0, 6);
    }
    return new JobOpening(
        jobId,
        input.name(),
        answers,
        scan.rows(),
        scan.refused(),
        wish.force(),
        wish.retry(),
        wish.budgetUsd());
  }

  private void submit(
      InputSource input,
      Job job,
      RunCounts counts,
      RunSettings wish,
      InFlightLimit inFlight,
      InputScan scan)
      throws InterruptedException {
    Submission.RunContext hand =
        new Submission.RunContext(
            job, UUID.randomUUID().toString(), wish.answering().by(Provider.of(job.provider())));
    int first = inFlight.batchesFor(InFlightLimit.SLOW_ANSWER);
    try (Submission submission = new Submission(nodes, progress, hand, counts, first);
        InFlightGrowth _ = InFlightGrowth.of(submission, inFlight, ledger, job)) {
      RunWatcher.Watch watch = watcher.begin(job, scan, counts, submission::stop);
      try {
        offerAll(input, submission);
        submission.await();
      } finally {
        watch.close();
      }
    }
  }

  private static void offerAll(InputSource input, Submission submission)
      throws InterruptedException {
    BatchCutter cutter = new BatchCutter();
    try (InputRows rows = input.open()) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (row.get() instanceof InputRow.Good good) {
          Optional<Batch> full = cutter.add(good.indicator());
          if (full.isPresent() && !submission.offer(full.get())) {
            return;
          }
        }
      }
    }
    Optional<Batch> rest = cutter.rest();
    if (rest.isPresent()) {
      submission.offer(rest.get());
    }
  }
}
