package dev.classify.web.jobs;

import dev.classify.store.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The points that a series has.
///
/// @param from the beginning of the first one
/// @param step length of each
/// @param points how many, 1 to [#POINTS_MAX]
record SeriesSpan(Instant from, Duration step, int points) {

  /// A series with more takes too long, and no screen shows it.
  static final int POINTS_MAX = 1_000;

  /// Points if the request names no length: enough for a wide screen.
  private static final int POINTS_BY_DEFAULT = 240;

  /// Lengths in seconds that people read easily.
  static final List<Integer> STEPS = List.of(10, 60, 300, 900, 3_600, 21_600, 86_400);

  /// The span of a job.
  ///
  /// @param from null for the start of the last run
  /// @param to null for the end of the job, or now
  /// @param stepSeconds one of [#STEPS]; 0 for one that fits
  static SeriesSpan of(
      Job job, @Nullable Instant from, @Nullable Instant to, int stepSeconds, Instant now) {
    Instant end = to != null ? to : job.finishedAt() != null ? job.finishedAt() : now;
    Instant asked = from != null ? from : job.startedAt();
    long seconds = Math.max(Duration.between(asked, end).toSeconds(), 1);
    int step = stepSeconds == 0 ? fitting(seconds) : stepSeconds;
    // A point begins at a whole minute, hour or day, so that it stays the same when time goes by.
    Instant first =
        Instant.ofEpochSecond(Math.floorDiv(asked.getEpochSecond(), step) * (long) step);
    long points = Duration.between(first, end).toSeconds() / step + 1;
    return new SeriesSpan(first, Duration.ofSeconds(step), Math.clamp(points, 1, POINTS_MAX));
  }

  private static int fitting(long seconds) {
    return STEPS.stream()
        .filter(step -> seconds / step < POINTS_BY_DEFAULT)
        .findFirst()
        .orElse(STEPS.getLast());
  }
}
