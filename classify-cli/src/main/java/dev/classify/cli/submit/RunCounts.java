package dev.classify.cli.submit;

import dev.classify.api.BatchResult;
import dev.classify.store.budget.JobActivity;
import dev.classify.store.jobs.Tally;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts the rows of completed batches, and knows what the others wait for.
public final class RunCounts {

  private long classified;
  private long unchanged;
  private long rejected;
  private long failed;
  private String failure = "";
  private String stopReason = "";
  private String pauseReason = "";
  private boolean handedOver;
  private @Nullable JobActivity activity;
  private @Nullable String databaseFailure;
  private @Nullable BigDecimal spentUsd;
  private final Map<String, Long> byNode = new TreeMap<>();
  private final Map<String, Long> byWorker = new TreeMap<>();

  synchronized void answered(BatchResult answer, URI ingress) {
    classified += answer.classified();
    unchanged += answer.unchanged();
    rejected += answer.rejected();
    long rows = (long) answer.classified() + answer.unchanged() + answer.rejected();
    byNode.merge(ingress.toString(), rows, Long::sum);
    byWorker.merge(answer.worker(), rows, Long::sum);
    failed += answer.undone();
    stopReason = Objects.requireNonNullElse(answer.stopReason(), stopReason);
  }

  synchronized void doneBefore(Tally rows) {
    unchanged += rows.unchanged();
    rejected += rows.rejected();
  }

  synchronized void failed(int rows, String reason) {
    failed += rows;
    failure = reason;
  }

  /// The job was stopped by another command.
  synchronized void stopped(String reason) {
    stopReason = reason;
  }

  /// The job was paused, which ends the run.
  synchronized void paused(String reason) {
    pauseReason = reason;
  }

  /// The rows that have no outcome yet are with the workers, which ends the run.
  synchronized void handedOver() {
    handedOver = true;
  }

  synchronized void observed(JobActivity latest) {
    activity = latest;
    databaseFailure = null;
  }

  synchronized void spent(@Nullable BigDecimal usd) {
    spentUsd = usd;
  }

  synchronized void databaseFailed(String failure) {
    databaseFailure = failure;
  }

  /// Why the activity cannot be read at present; null if it can.
  public synchronized @Nullable String databaseFailure() {
    return databaseFailure;
  }

  /// What the job did when somebody looked last; null if nobody has.
  public synchronized @Nullable JobActivity activity() {
    return activity;
  }

  /// What the run had cost when somebody added it up last; null if it is not known.
  public synchronized @Nullable BigDecimal spentUsd() {
    return spentUsd;
  }

  /// The counts at this moment.
  public synchronized Snapshot snapshot() {
    return new Snapshot(
        classified,
        unchanged,
        rejected,
        failed,
        failure,
        stopReason,
        pauseReason,
        handedOver,
        Map.copyOf(byNode),
        Map.copyOf(byWorker));
  }

  /// Counts at one moment.
  ///
  /// @param unchanged rows whose answer was already stored, by this job or another
  /// @param rejected rows that were rejected, now or in an earlier run of the job
  /// @param failed rows whose batch could not be completed; running the command again retries them
  /// @param failure why the last of them failed; empty if none did
  /// @param stopReason why the job was stopped; empty if it was not
  /// @param pauseReason why the job was paused, which ended the run; empty if it was not
  /// @param handedOver whether the run ended because the workers do the rest without it
  /// @param byNode rows by ingress address
  /// @param byWorker rows by worker name
  public record Snapshot(
      long classified,
      long unchanged,
      long rejected,
      long failed,
      String failure,
      String stopReason,
      String pauseReason,
      boolean handedOver,
      Map<String, Long> byNode,
      Map<String, Long> byWorker) {

    /// Rows that need nothing more.
    public long done() {
      return classified + unchanged + rejected;
    }
  }
}
