package dev.classify.store.jobs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Figures of jobs that have ended, for as long as nobody minds. They hardly change: a late result
/// of a request costs something, or a person reviews an answer. Reading them adds up every request.
final class RecentFigures {

  private static final Duration AGE_MAX = Duration.ofSeconds(30);

  /// Jobs on the pages that somebody has open; the one that was kept first makes room.
  private static final int JOBS_MAX = 2_000;

  private final LongSupplier nanos;
  private final Map<String, Known> known = new LinkedHashMap<>();

  /// @param job as it was, to notice that it was opened again
  private record Known(Job job, JobFigures figures, long atNanos) {}

  /// @param nanos a clock that only ever goes forward
  RecentFigures(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// The figures of a job, unless it works, has changed since, or they are too old.
  synchronized Optional<JobFigures> find(Job job) {
    Known found = known.get(job.id());
    return found != null
            && found.job().equals(job)
            && nanos.getAsLong() - found.atNanos() < AGE_MAX.toNanos()
        ? Optional.of(found.figures())
        : Optional.empty();
  }

  /// Keeps figures, if the job has ended.
  synchronized void keep(Job job, JobFigures figures) {
    if (job.state() == Job.State.COMPLETE || job.state() == Job.State.STOPPED) {
      // Put at the end, so that the first one is always the oldest.
      known.remove(job.id());
      known.put(job.id(), new Known(job, figures, nanos.getAsLong()));
      if (known.size() > JOBS_MAX) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }
}
