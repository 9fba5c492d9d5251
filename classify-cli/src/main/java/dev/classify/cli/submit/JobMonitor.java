package dev.classify.cli.submit;

import dev.classify.store.budget.JobActivities;
import dev.classify.store.budget.JobActivity;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.ledger.Ledger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Looks once a second at what a job waits for, and obeys commands that pause or cancel it.
final class JobMonitor {

  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  /// The ledger is added up only in every so many checks, because the sum takes longer than the
  /// other reads.
  private static final int CHECKS_PER_SUM = 10;

  private final JobActivities activities;
  private final Ledger ledger;
  private final Job job;
  private final Submission submission;
  private final RunCounts counts;
  private int checks;

  private JobMonitor(
      JobActivities activities, Ledger ledger, Job job, Submission submission, RunCounts counts) {
    this.activities = activities;
    this.ledger = ledger;
    this.job = job;
    this.submission = submission;
    this.counts = counts;
  }

  static RepeatedCheck start(
      JobActivities activities, Ledger ledger, Job job, Submission submission, RunCounts counts) {
    JobMonitor monitor = new JobMonitor(activities, ledger, job, submission, counts);
    return RepeatedCheck.start("monitor", CHECK_INTERVAL, monitor::look);
  }

  private boolean look() {
    try {
      check(checks++ % CHECKS_PER_SUM == 0);
    } catch (SQLException down) {
      counts.databaseFailed(String.valueOf(down.getMessage()));
    }
    return true;
  }

  private void check(boolean sum) throws SQLException {
    Optional<JobActivity> found = activities.of(job.id());
    if (found.isEmpty()) {
      return;
    }
    JobActivity activity = found.get();
    counts.observed(activity);
    if (sum && activity.sentLastMinute() > 0) {
      counts.spent(ledger.spending(job).costUsd());
    }
    obey(activity);
  }

  /// Batches of a paused job wait in Restate for as long as it is paused. A person who pauses it is
  /// there to resume it; otherwise the run ends.
  private void obey(JobActivity activity) {
    String stop = activity.stopReason();
    String pause = activity.pauseReason();
    if (activity.state() == Job.State.STOPPED && Jobs.CANCELLED.equals(stop)) {
      counts.stopped(Jobs.CANCELLED);
      submission.abandon();
    } else if (pause != null && !pause.equals(Jobs.PAUSED_BY_PERSON)) {
      counts.paused(pause);
      submission.abandon();
    } else {
      submission.pause(pause != null);
    }
  }
}
