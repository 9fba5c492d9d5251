package dev.classify.cli.submit;

import dev.classify.store.budget.JobActivity;
import dev.classify.store.providerbatch.BatchLines;
import dev.classify.store.providerbatch.FileProgress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When a run whose requests are sent in files need not be waited for.
final class HandOver {

  /// Lines that have no file for so long wait for something that may take hours, such as room in
  /// the provider's queue. Those that can be sent are in a file after [BatchLines#QUIET].
  static final Duration LINES_SETTLED = BatchLines.QUIET.multipliedBy(6);

  /// The workers continue in any case. A large file takes minutes to upload.
  static final Duration WAIT_MAX = Duration.ofMinutes(2);

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private HandOver() {}

  /// Waits until nothing depends on this process: every batch is with Restate, and the requests
  /// are with the provider as far as its limits allow.
  ///
  /// @param submission to which nothing more is offered
  /// @return false if every batch has its result instead
  static boolean await(Submission submission, RunCounts counts) throws InterruptedException {
    long acceptedNanos = 0;
    boolean accepted = false;
    while (!submission.await(LOOK_EVERY)) {
      if (!accepted && submission.isHandedOver()) {
        accepted = true;
        acceptedNanos = System.nanoTime();
      }
      Duration since = Duration.ofNanos(System.nanoTime() - acceptedNanos);
      if (accepted && isReached(counts.activity(), since)) {
        return true;
      }
    }
    return false;
  }

  /// @param activity null if it is not known
  /// @param accepted how long ago Restate had accepted the last batch
  static boolean isReached(@Nullable JobActivity activity, Duration accepted) {
    if (activity == null || activity.files().files().isEmpty()) {
      return accepted.compareTo(WAIT_MAX) >= 0;
    }
    FileProgress.Waiting waiting = activity.files();
    boolean uploaded = waiting.files().stream().allMatch(file -> file.providerId() != null);
    boolean settled = waiting.linesOpen() == 0 || accepted.compareTo(LINES_SETTLED) >= 0;
    return (uploaded && settled) || accepted.compareTo(WAIT_MAX) >= 0;
  }
}
