package dev.classify.cli.submit;

import dev.classify.store.jobs.Job;
import dev.classify.store.ledger.Spending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a run came to.
///
/// @param scan what the input held
/// @param counts of the usable rows
/// @param duration from the first batch to the last answer
/// @param plan what the run was to take; empty where no model was to be asked
/// @param spending LLM requests that were sent in the run
/// @param rejectFile where unusable rows and warnings are listed, if there are any
public record RunSummary(
    Job job,
    InputScan scan,
    RunCounts.Snapshot counts,
    Duration duration,
    Optional<RunPlan> plan,
    Spending spending,
    Optional<Path> rejectFile) {

  /// Whether every row of the input has an answer.
  public boolean complete() {
    return scan.refused() == 0 && counts.rejected() == 0 && unfinished() == 0;
  }

  /// Usable rows whose end is not known.
  public long unfinished() {
    return scan.rows() - counts.done();
  }

  /// Rows per minute that were classified, of those that had to be.
  public double rowsPerMinute() {
    return counts.classified() / Math.max(duration.toNanos() / 6e10, 1e-9);
  }
}
