package dev.classify.cli.submit;

import dev.classify.api.WorkerDescription;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectFile;
import dev.classify.exit.CommandFailure;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/// A run up to the point where it would send something.
public final class EstimateRun {

  private final IngressNodes nodes;
  private final Jobs jobs;
  private final Estimator estimator;

  public EstimateRun(IngressNodes nodes, Jobs jobs, Estimator estimator) {
    this.nodes = nodes;
    this.jobs = jobs;
    this.estimator = estimator;
  }

  /// What was found.
  ///
  /// @param jobId of the job that the run would open
  /// @param rejectFile where unusable rows and warnings are listed, if there are any
  public record RunEstimate(
      String jobId,
      AnswerVersion version,
      InputScan scan,
      Optional<Path> rejectFile,
      Estimator.Conditions setting,
      RunPlan plan) {}

  /// Reads and checks the input, and asks the workers how they would answer.
  ///
  /// @return empty where the input has no rows at all
  /// @throws CommandFailure where nobody answers for the cluster
  public Optional<RunEstimate> run(InputSource input, RejectFile rejects, RunSettings wish)
      throws SQLException, InterruptedException {
    WorkerDescription workers = Workers.describe(nodes);
    AnswerVersion version = Workers.version(workers, wish.answering().provider());
    InputScan scan = InputScan.of(input, rejects, 0);
    Optional<Path> rejectFile = rejects.publish();
    if (scan.read() == 0) {
      return Optional.empty();
    }
    Job job = jobs.asIfOpened(JobRun.opening(input, scan, version, wish));
    Estimator.Conditions setting = setting(workers, version, wish);
    RunPlan plan = estimator.plan(input, job, setting);
    return Optional.of(new RunEstimate(job.id(), version, scan, rejectFile, setting, plan));
  }

  /// Reads and checks the input, and knows of nothing else.
  ///
  /// @param setting who would answer
  /// @return empty where the input has no rows at all
  public static Optional<RunEstimate> offline(
      InputSource input, RejectFile rejects, Estimator.Conditions setting) throws SQLException {
    InputScan scan = InputScan.of(input, rejects, 0);
    Optional<Path> rejectFile = rejects.publish();
    if (scan.read() == 0) {
      return Optional.empty();
    }
    RunPlan plan = new Estimator(null).plan(input, null, setting);
    return Optional.of(new RunEstimate("", setting.version(), scan, rejectFile, setting, plan));
  }

  static Estimator.Conditions setting(
      WorkerDescription workers, AnswerVersion version, RunSettings wish) {
    Provider provider = Provider.of(version.provider());
    return new Estimator.Conditions(
        version,
        wish.answering().by(provider),
        Workers.models(workers, provider),
        workers.limits(),
        workers.examplesMax(),
        InFlightLimit.of(wish, workers.limits()).batchesMax());
  }
}
