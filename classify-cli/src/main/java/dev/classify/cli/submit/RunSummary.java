package dev.classify.cli.submit;

import dev.classify.store.Job;
import java.time.Duration;
import java.util.List;

/// What a run came to.
///
/// @param read usable and unusable rows of the input
/// @param refused rows that were not usable
/// @param warnings things that were dropped from usable rows
/// @param counts of the usable rows
/// @param took from the first batch to the last answer
/// @param firstIds of the first rows, to show what came of them
public record RunSummary(
    Job job,
    long read,
    long refused,
    long warnings,
    Counts.Snapshot counts,
    Duration took,
    List<String> firstIds) {

  public RunSummary {
    firstIds = List.copyOf(firstIds);
  }

  /// Whether every row of the input has an answer.
  public boolean whole() {
    return refused == 0 && counts.rejected() == 0 && left() == 0;
  }

  /// Usable rows whose end is not known.
  public long left() {
    return read - refused - counts.done();
  }

  /// Rows per minute that were classified, of those that had to be.
  public double perMinute() {
    return counts.classified() / Math.max(took.toNanos() / 6e10, 1e-9);
  }
}
