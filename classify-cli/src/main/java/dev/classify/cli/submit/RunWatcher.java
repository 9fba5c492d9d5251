package dev.classify.cli.submit;

import dev.classify.api.BatchResult;
import dev.classify.outcome.ConfidenceCalibration;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobOpening;
import dev.classify.store.jobs.Jobs;
import dev.classify.triage.RequestSize;
import java.net.URI;
import java.sql.SQLException;

/// Observes a run, and may refuse it.
public interface RunWatcher {

  /// Nobody watches.
  RunWatcher NONE = (job, scan, counts, stop) -> () -> {};

  /// Opens the job of the run.
  default Job open(Jobs jobs, JobOpening opening) throws SQLException {
    return jobs.open(opening);
  }

  /// Called before the first batch is handed over.
  ///
  /// @param scan counts of the input
  /// @param counts of the run so far
  /// @param stop stops handing over batches when called
  /// @return closed when the run ends
  Watch begin(Job job, InputScan scan, RunCounts counts, Runnable stop);

  /// Called with the estimate, before anything is sent.
  default void planned(RunPlan plan) {}

  /// Called with the rows of a request that were chosen for the run, and again when they change.
  default void adapted(RequestSize size) {}

  /// Called if the confidences of models are calibrated anew for the run.
  default void calibrated(ConfidenceCalibration calibration) {}

  /// Called with the result of each batch.
  ///
  /// @param ordinal of the batch in the job, from 0
  /// @param ingress the node that answered
  default void ended(int ordinal, BatchResult result, URI ingress) {}

  /// Open for as long as the run.
  interface Watch {
    void close();
  }
}
