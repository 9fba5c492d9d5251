package dev.classify.cli.submit;

import dev.classify.store.Job;
import dev.classify.store.Spending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a run came to.
///
/// @param scan what the input held
/// @param counts of the usable rows
/// @param took from the first batch to the last answer
/// @param plan what the run was to take; empty where no model was to be asked
/// @param spending LLM requests that were sent in the run
/// @param rejectFile where unusable rows and warnings are listed, if there are any
public record RunSummary(
    Job job,
    InputScan scan,
    Counts.Snapshot counts,
    Duration took,
    Optional<Plan> plan,
    Spending spending,
    Optional<Path> rejectFile) {

  /// Whether every row of the input has an answer.
  public boolean whole() {
    return scan.refused() == 0 && counts.rejected() == 0 && left() == 0;
  }

  /// Usable rows whose end is not known.
  public long left() {
    return scan.rows() - counts.done();
  }

  /// Rows per minute that were classified, of those that had to be.
  public double perMinute() {
    return counts.classified() / Math.max(took.toNanos() / 6e10, 1e-9);
  }
}
