package dev.classify.cli.submit;

import dev.classify.store.jobs.Job;

/// Sees a run while it is going on.
public interface RunWatcher {

  /// Nobody watches.
  RunWatcher NONE = (job, scan, counts, stop) -> () -> {};

  /// The run begins to hand over.
  ///
  /// @param scan what the input holds
  /// @param counts that change while it runs
  /// @param stop hands over nothing more when it is called
  /// @return closed when the run ends
  Watch begin(Job job, InputScan scan, RunCounts counts, Runnable stop);

  /// It is known what the run is going to take; nothing is sent yet.
  default void planned(RunPlan plan) {}

  /// Ends with the run.
  interface Watch {
    void close();
  }
}
