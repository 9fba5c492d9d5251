package dev.classify.cli.command;

import dev.classify.api.BatchResult;
import dev.classify.budget.Limits;
import dev.classify.cli.report.BatchText;
import dev.classify.cli.report.EstimateText;
import dev.classify.cli.report.HandOverText;
import dev.classify.cli.report.ProgressDisplay;
import dev.classify.cli.submit.InputScan;
import dev.classify.cli.submit.RunCounts;
import dev.classify.cli.submit.RunPlan;
import dev.classify.cli.submit.RunSettings;
import dev.classify.cli.submit.RunWatcher;
import dev.classify.llm.SimulatedModel;
import dev.classify.model.ServiceTier;
import dev.classify.outcome.ConfidenceCalibration;
import dev.classify.store.budget.JobActivities;
import dev.classify.store.budget.JobActivity;
import dev.classify.store.budget.WaitReason;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import dev.classify.terminal.ShownText;
import dev.classify.triage.RequestSize;
import java.io.PrintWriter;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;

/// Shows the progress of a run, and detaches from it on Ctrl-C.
final class RunConsole implements RunWatcher {

  private final TargetSystem target;
  private final Jobs jobs;
  private final RunSettings settings;
  private final boolean simulated;
  private final boolean handsOver;
  private final boolean verbose;
  private final PrintWriter err;

  /// @param simulated whether the workers ask the simulator instead of a language model
  /// @param handsOver whether the run ends before the answers where the provider takes hours
  /// @param verbose whether each batch has a line of its own
  RunConsole(
      TargetSystem target,
      Jobs jobs,
      RunSettings settings,
      boolean simulated,
      boolean handsOver,
      boolean verbose,
      PrintWriter err) {
    this.target = target;
    this.jobs = jobs;
    this.settings = settings;
    this.simulated = simulated;
    this.handsOver = handsOver;
    this.verbose = verbose;
    this.err = err;
  }

  @Override
  public Watch begin(Job job, InputScan scan, RunCounts counts, Runnable stop) {
    long rows = scan.rows();
    boolean simulatedAnswers = simulated && !job.provider().equals("rules");
    if (!scan.extraColumns().isEmpty()) {
      err.println(
          "columns that are no fields, kept for exports: "
              + ShownText.of(String.join(", ", scan.extraColumns()))
              + "; to read one as a field, add --map COLUMN=FIELD");
    }
    err.println(
        "%s: %d rows of %s, answered by %s%s%s"
            .formatted(
                job.id(),
                rows,
                ShownText.of(job.source()),
                job.provider(),
                job.generation() == 1 ? "" : ", generation " + job.generation(),
                simulatedAnswers ? "; simulated: " + SimulatedModel.NOTE : ""));
    if (!settings.answering().jobLimits().equals(Limits.NONE) && job.provider().equals("rules")) {
      err.println(
          "--rpm, --speed and --tpm pace LLM requests; the rules send none, so they change nothing"
              + " here");
    }
    if (settings.budgetUsd() != null && job.provider().equals("rules")) {
      err.println("--budget-usd limits what language models cost; the rules cost nothing");
    }
    sayCap(job);
    ProgressDisplay view =
        ProgressDisplay.show(
            counts, rows, simulatedAnswers, !verbose, () -> waits(job, counts), err);
    Thread detach = new Thread(() -> detach(job, rows, counts, stop, view), "detach");
    Runtime.getRuntime().addShutdownHook(detach);
    return () -> {
      view.close();
      try {
        Runtime.getRuntime().removeShutdownHook(detach);
      } catch (IllegalStateException detaching) {
        awaitDetach(detach);
      }
    };
  }

  private Optional<WaitReason> waits(Job job, RunCounts counts) {
    String databaseFailure = counts.databaseFailure();
    if (databaseFailure != null) {
      return Optional.of(new WaitReason("waiting for the database: " + databaseFailure, ""));
    }
    JobActivity activity = counts.activity();
    return activity == null
        ? Optional.empty()
        : WaitReason.of(job.id(), activity, target.command());
  }

  /// Says which cap stands, unless this command has set it.
  private void sayCap(Job job) {
    if (settings.liftCap()) {
      err.println("--budget-usd none: the job has no cost cap");
      return;
    }
    if (settings.budgetUsd() != null) {
      return;
    }
    try {
      new JobActivities(target.database())
          .of(job.id())
          .map(JobActivity::capUsd)
          .ifPresent(
              cap ->
                  err.println(
                      "the cost cap of %s that an earlier command set stands; --budget-usd AMOUNT changes it, --budget-usd none lifts it"
                          .formatted(EstimateText.dollars(cap))));
    } catch (SQLException away) {
      err.println("the cost cap of the job cannot be read: " + away.getMessage());
    }
  }

  @Override
  public void planned(RunPlan plan) {
    err.println(EstimateText.line(plan));
    if (plan.tier() == ServiceTier.BATCH) {
      err.println(HandOverText.announced(handsOver, target.stays()));
    }
    EstimateText.replacedAnswers(plan).forEach(err::println);
    plan.shutdowns().forEach(err::println);
    String otherRules = EstimateText.otherRules(plan);
    if (!otherRules.isEmpty()) {
      err.println(otherRules);
    }
  }

  @Override
  public void adapted(RequestSize size) {
    err.println("rows per request: " + EstimateText.requestSize(size));
  }

  @Override
  public void calibrated(ConfidenceCalibration calibration) {
    for (ConfidenceCalibration.Curve curve : calibration.curves()) {
      err.println(
          "confidences of %s (%s) are calibrated anew, by %d reviewed rows: calibration %d"
              .formatted(curve.model(), curve.kind().token(), curve.rows(), calibration.version()));
    }
  }

  @Override
  public void ended(int ordinal, BatchResult result, URI ingress) {
    if (verbose) {
      err.println(BatchText.line(ordinal, result, ingress));
    }
  }

  private void detach(Job job, long rows, RunCounts counts, Runnable stop, ProgressDisplay view) {
    stop.run();
    view.close();
    RunCounts.Snapshot seen = counts.snapshot();
    err.println();
    err.println(
        "detached: %d of %d rows are done; submitted batches continue. Run the same command again"
                .formatted(seen.done(), rows)
            + " for the rest");
    try {
      jobs.detach(job);
    } catch (SQLException away) {
      err.println("the job could not be marked as detached: " + away.getMessage());
    }
    if (target.owned()) {
      DrainNotice.print(target.database(), err);
    }
    target.release().run();
  }

  /// The process is about to end, so that anything this thread would print is out of date.
  private static void awaitDetach(Thread detach) {
    try {
      detach.join();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
