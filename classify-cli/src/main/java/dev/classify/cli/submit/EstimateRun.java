package dev.classify.cli.submit;

import dev.classify.api.OfferedModel;
import dev.classify.api.WorkerDescription;
import dev.classify.budget.Limits;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectFile;
import dev.classify.exit.CommandFailure;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import dev.classify.rules.RuleTables;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobTiers;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.StoredTiers;
import dev.classify.store.ledger.ModelHistory;
import dev.classify.triage.RequestSize;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A run that stops before it would send anything.
public final class EstimateRun {

  private final IngressNodes nodes;
  private final Jobs jobs;
  private final StoredTiers tiers;
  private final Estimator estimator;
  private final ModelHistory history;

  private EstimateRun(DataSource database, IngressNodes nodes, RuleTables tables) {
    this.nodes = nodes;
    this.jobs = new Jobs(database);
    this.tiers = new StoredTiers(database);
    this.estimator = new Estimator(database, tables);
    this.history = new ModelHistory(database);
  }

  /// Estimates what a job would take on a cluster.
  public static EstimateRun on(DataSource database, IngressNodes nodes, RuleTables tables) {
    return new EstimateRun(database, nodes, tables);
  }

  /// The estimate, with what it was made for.
  ///
  /// @param jobId of the job that the run would open
  /// @param rejectFile where unusable rows and warnings are listed, if there are any
  /// @param requestSize the rows of a request, if they adapt to the model
  public record RunEstimate(
      String jobId,
      AnswerVersion version,
      InputScan scan,
      Optional<Path> rejectFile,
      RunPlan plan,
      Optional<RequestSize> requestSize) {}

  /// Reads and checks the input, asks the workers how they answer, and counts.
  ///
  /// @return empty if the input has no rows
  /// @throws CommandFailure if no worker answers
  public Optional<RunEstimate> run(
      InputSource input, @Nullable RejectFile rejects, RunSettings wanted)
      throws SQLException, InterruptedException {
    WorkerDescription workers = Workers.describe(nodes);
    AnswerVersion version = Workers.version(workers, wanted.answering().provider());
    wanted.checkCascade(Provider.of(version.provider()));
    Optional<RequestSize> size =
        AdaptiveRequests.of(wanted, workers, Provider.of(version.provider()), history)
            .map(AdaptiveRequests::size);
    RunSettings settings =
        size.map(found -> wanted.withRowsPerRequest(found.rowsPerRequest())).orElse(wanted);
    InputScan scan = InputScan.of(input, rejects, 0);
    Optional<Path> rejectFile = rejects == null ? Optional.empty() : rejects.publish();
    if (scan.read() == 0) {
      return Optional.empty();
    }
    Job job = jobs.asIfOpened(JobRun.opening(input, scan, version, settings));
    RunPlan plan =
        estimator.plan(input, job, conditions(workers, version, settings, tiers.of(job.id())));
    return Optional.of(new RunEstimate(job.id(), version, scan, rejectFile, plan, size));
  }

  /// Reads and checks the input without a cluster: nothing counts as stored, no account has a
  /// limit, and no examples are shown.
  ///
  /// @param version version of the answers
  /// @param models that would be asked; empty for the rules
  /// @param settings with the provider
  /// @return empty if the input has no rows
  public static Optional<RunEstimate> offline(
      InputSource input,
      RejectFile rejects,
      AnswerVersion version,
      List<OfferedModel> models,
      RunSettings settings,
      RuleTables tables)
      throws SQLException {
    Estimator.Conditions conditions =
        new Estimator.Conditions(
            version,
            settings.answering(),
            models,
            null,
            Limits.NONE,
            0,
            InFlightLimit.of(settings, Limits.NONE).batchesMax());
    InputScan scan = InputScan.of(input, rejects, 0);
    Optional<Path> rejectFile = rejects.publish();
    if (scan.read() == 0) {
      return Optional.empty();
    }
    RunPlan plan = new Estimator(null, tables).plan(input, null, conditions);
    return Optional.of(new RunEstimate("", version, scan, rejectFile, plan, Optional.empty()));
  }

  static Estimator.Conditions conditions(
      WorkerDescription workers, AnswerVersion version, RunSettings settings, JobTiers tiers) {
    Provider provider = Provider.of(version.provider());
    return new Estimator.Conditions(
        version,
        settings.answering().by(provider),
        Workers.models(workers, provider),
        tiers.tier(),
        workers.limits(),
        workers.examplesMax(),
        InFlightLimit.of(settings, workers.limits()).batchesMax());
  }
}
