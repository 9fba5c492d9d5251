package dev.classify.cli.submit;

import dev.classify.api.OfferedModel;
import dev.classify.api.WorkerDescription;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectList;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.ContentHash;
import dev.classify.local.restate.OutdatedJournals;
import dev.classify.model.ServiceTier;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import dev.classify.rules.RuleTables;
import dev.classify.store.budget.JobActivities;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobHeartbeats;
import dev.classify.store.jobs.JobOpening;
import dev.classify.store.jobs.JobProgress;
import dev.classify.store.jobs.JobSecrets;
import dev.classify.store.jobs.JobTiers;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.StoredTiers;
import dev.classify.store.jobs.TierCosts;
import dev.classify.store.ledger.Ledger;
import dev.classify.store.ledger.ModelHistory;
import dev.classify.store.review.ConfidenceCalibrations;
import dev.classify.trace.OpenSpan;
import dev.classify.triage.RequestSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// One run of a job: reads the input, hands it over batch by batch, and waits for the answers.
public final class JobRun {

  private final DataSource database;
  private final IngressNodes nodes;
  private final Jobs jobs;
  private final JobHeartbeats heartbeats;
  private final StoredTiers tiers;
  private final JobProgress progress;
  private final Ledger ledger;
  private final JobActivities activities;
  private final RunWatcher watcher;
  private final @Nullable Estimator estimator;
  private final boolean handsOver;

  private JobRun(
      DataSource database,
      IngressNodes nodes,
      RunWatcher watcher,
      @Nullable Estimator estimator,
      boolean handsOver) {
    this.database = database;
    this.nodes = nodes;
    this.jobs = new Jobs(database);
    this.heartbeats = new JobHeartbeats(database);
    this.tiers = new StoredTiers(database);
    this.progress = new JobProgress(database);
    this.ledger = new Ledger(database);
    this.activities = new JobActivities(database);
    this.watcher = watcher;
    this.estimator = estimator;
    this.handsOver = handsOver;
  }

  /// Runs jobs on a cluster, without an estimate beforehand and without anybody watching.
  public static JobRun on(DataSource database, IngressNodes nodes) {
    return new JobRun(database, nodes, RunWatcher.NONE, null, false);
  }

  /// The same, watched.
  public JobRun watchedBy(RunWatcher other) {
    return new JobRun(database, nodes, other, estimator, handsOver);
  }

  /// The same, with an estimate for the watcher before the first request to a model.
  public JobRun estimating(RuleTables tables) {
    return new JobRun(database, nodes, watcher, new Estimator(database, tables), handsOver);
  }

  /// The same, ending before the answers where the provider takes hours: once all rows are with
  /// Restate, and their requests with the provider as far as its limits allow.
  ///
  /// @param wanted false to wait for the answers
  public JobRun handingOver(boolean wanted) {
    return new JobRun(database, nodes, watcher, estimator, wanted);
  }

  /// Runs until every row has its outcome or nothing more can be done now.
  ///
  /// @return empty if the input has no rows
  /// @throws CommandFailure if no worker answers
  public Optional<RunSummary> run(InputSource input, RunSettings settings)
      throws SQLException, InterruptedException {
    return run(input, null, settings);
  }

  /// Runs until every row has its outcome or nothing more can be done now.
  ///
  /// @param rejects lists unusable rows and warnings; null if nobody reads the list
  /// @return empty if the input has no rows
  /// @throws CommandFailure if no worker answers
  public Optional<RunSummary> run(
      InputSource input, @Nullable RejectList rejects, RunSettings wanted)
      throws SQLException, InterruptedException {
    WorkerDescription workers = Workers.describe(nodes);
    AnswerVersion answers = Workers.version(workers, wanted.answering().provider());
    Provider provider = Provider.of(answers.provider());
    wanted.check(provider);
    Optional<AdaptiveRequests> adaptive =
        AdaptiveRequests.of(wanted, workers, provider, new ModelHistory(database));
    RunSettings settings =
        adaptive
            .map(requests -> wanted.withRowsPerRequest(requests.size().rowsPerRequest()))
            .orElse(wanted);
    InputScan scan = InputScan.of(input, rejects, settings.rowsShown());
    Optional<Path> rejectFile = rejects == null ? Optional.empty() : rejects.publish();
    if (scan.read() == 0) {
      return Optional.empty();
    }
    // A job without rows would stand for every file without a usable one.
    scan.requireUsableRow(input, rejectFile);
    JobOpening opening = opening(input, scan, answers, settings);
    JobTiers jobTiers = opening.tiers().or(tiers.of(opening.id()));
    Estimator.Conditions conditions = EstimateRun.conditions(workers, answers, settings, jobTiers);
    TierCheck.check(opening.tiers(), jobTiers, workers, conditions.models());
    if (settings.budgetUsd() != null) {
      refuseUnpriced(conditions);
    }
    Job job = watcher.open(jobs, opening);
    try (RepeatedCheck _ = Heartbeat.start(heartbeats, job);
        OpenSpan _ =
            OpenSpan.begin("classify run")
                .put("job", job.id())
                .put("provider", job.provider())
                .put("rows", scan.rows())) {
      boolean inFiles = jobTiers.tier() == ServiceTier.BATCH;
      InFlightLimit inFlight =
          inFiles ? InFlightLimit.inFiles(settings) : InFlightLimit.of(settings, workers.limits());
      adaptive.ifPresent(requests -> watcher.adapted(requests.size()));
      if (!conditions.models().isEmpty()) {
        new ConfidenceCalibrations(database).learn().ifPresent(watcher::calibrated);
      }
      RunSummary summary =
          run(
              input,
              job,
              scan,
              conditions,
              context(job, settings, handsOver && inFiles),
              inFlight,
              adaptive,
              rejectFile);
      end(job, summary);
      return Optional.of(summary);
    } catch (SQLException | InterruptedException | RuntimeException | Error failure) {
      detach(job, failure);
      throw failure;
    }
  }

  private void end(Job job, RunSummary summary) throws SQLException {
    if (summary.unfinished() == 0) {
      jobs.complete(job);
    } else if (summary.counts().handedOver()) {
      jobs.detach(job);
    } else {
      jobs.endWithRowsLeft(job);
    }
  }

  private RunSummary run(
      InputSource input,
      Job job,
      InputScan scan,
      Estimator.Conditions conditions,
      Submission.RunContext context,
      InFlightLimit inFlight,
      Optional<AdaptiveRequests> adaptive,
      Optional<Path> rejectFile)
      throws SQLException, InterruptedException {
    Optional<RunPlan> plan = plan(input, job, conditions);
    RunCounts counts = new RunCounts();
    Instant startedAt = Instant.now();
    submit(input, context, counts, inFlight, adaptive, scan);
    Duration duration = Duration.between(startedAt, Instant.now());
    return new RunSummary(
        job,
        scan,
        counts.snapshot(),
        progress.standIns(job),
        duration,
        plan,
        ledger.spending(job),
        new TierCosts(database).ofLastRun(job.id()),
        rejectFile);
  }

  /// Nobody works on the job any longer, so it must not be shown as running.
  private void detach(Job job, Throwable failure) {
    try {
      jobs.detach(job);
    } catch (SQLException away) {
      failure.addSuppressed(away);
    }
  }

  /// Refuses a cost cap for a model without a price before a job is opened.
  private static void refuseUnpriced(Estimator.Conditions conditions) {
    for (OfferedModel model : conditions.models()) {
      if (model.price(conditions.tier()).isEmpty()) {
        throw CommandFailure.usage(
            "--budget-usd cannot be enforced: the workers know no price of " + model.name(),
            "name a file with its price in LLM_MODELS or LLM_PRICES where the workers run"
                + " (docs/models.md shows both), or leave --budget-usd out");
      }
    }
  }

  private Optional<RunPlan> plan(InputSource input, Job job, Estimator.Conditions conditions)
      throws SQLException {
    if (estimator == null || conditions.models().isEmpty()) {
      return Optional.empty();
    }
    RunPlan plan = estimator.plan(input, job, conditions);
    estimator.note(job, plan);
    watcher.planned(plan);
    return Optional.of(plan);
  }

  static JobOpening opening(
      InputSource input, InputScan scan, AnswerVersion answers, RunSettings settings) {
    String jobId = settings.jobId();
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
        settings.force(),
        settings.retry(),
        settings.budgetUsd(),
        settings.liftCap(),
        settings.modelPatience(),
        settings.maxErrorRatio(),
        settings.rulesAfter(),
        settings.tiers(),
        settings.answering().minConfidence(),
        settings.keepPause());
  }

  private Submission.RunContext context(Job job, RunSettings settings, boolean handsOver)
      throws SQLException {
    return new Submission.RunContext(
        job,
        new JobSecrets(database).of(job),
        UUID.randomUUID().toString(),
        settings.answering().by(Provider.of(job.provider())),
        handsOver);
  }

  private void submit(
      InputSource input,
      Submission.RunContext context,
      RunCounts counts,
      InFlightLimit inFlight,
      Optional<AdaptiveRequests> adaptive,
      InputScan scan)
      throws InterruptedException {
    Job job = context.job();
    int first = inFlight.batchesFor(InFlightLimit.SLOW_ANSWER);
    try (Submission submission = new Submission(nodes, progress, context, counts, first);
        OutdatedJournals.Watch _ = nodes.watchJournals();
        RepeatedCheck _ = InFlightGrowth.start(submission, inFlight, ledger, job);
        @Nullable RepeatedCheck _ =
            adaptive
                .map(requests -> requests.follow(size -> resize(submission, size)))
                .orElse(null);
        RepeatedCheck _ = JobMonitor.start(activities, ledger, job, submission, counts)) {
      submission.tell(watcher::ended);
      RunWatcher.Watch watch = watcher.begin(job, scan, counts, submission::stop);
      try {
        boolean same = InputOffer.all(input, submission, scan);
        if (context.handsOver() && HandOver.await(submission, counts)) {
          counts.handedOver();
          submission.abandon();
        }
        submission.await();
        if (!same) {
          throw InputOffer.changed(input, job);
        }
      } finally {
        watch.close();
      }
    }
  }

  private void resize(Submission submission, RequestSize size) {
    submission.rowsPerRequest(size.rowsPerRequest());
    watcher.adapted(size);
  }
}
