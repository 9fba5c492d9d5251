package dev.classify.cli.submit;

import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.TierCosts;
import dev.classify.store.ledger.Spending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The result of a run.
///
/// @param scan counts of the input
/// @param counts of the usable rows
/// @param standIns rows whose answer by the rules stands in for that of a model
/// @param duration from the first batch to the last stored row
/// @param plan the estimate made beforehand; empty if no model was to be asked
/// @param spending LLM requests sent in the run
/// @param tiers the same requests by service tier
/// @param rejectFile where unusable rows and warnings are listed, if there are any
public record RunSummary(
    Job job,
    InputScan scan,
    RunCounts.Snapshot counts,
    long standIns,
    Duration duration,
    Optional<RunPlan> plan,
    Spending spending,
    List<TierCosts.TierCost> tiers,
    Optional<Path> rejectFile) {

  public RunSummary {
    tiers = List.copyOf(tiers);
  }

  /// Whether every row of the input has an answer.
  public boolean complete() {
    return scan.refused() == 0 && counts.rejected() == 0 && unfinished() == 0;
  }

  /// Usable rows without an outcome.
  public long unfinished() {
    return scan.rows() - counts.done();
  }

  /// Newly classified rows per minute.
  public double rowsPerMinute() {
    return counts.classified() / Math.max(duration.toNanos() / 6e10, 1e-9);
  }
}
