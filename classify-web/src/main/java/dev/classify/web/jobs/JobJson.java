package dev.classify.web.jobs;

import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobFigures;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A job as the API shows it.
///
/// @param state `running`, `paused`, `detached`, `stopped` or `complete`
/// @param rows usable rows of the input
/// @param refused unusable rows of the input
/// @param waits what it waits for, in words; null if that is nothing, or not known
/// @param secondsLeft null if it does not advance, or has no rows left
public record JobJson(
    String job,
    String source,
    String state,
    @Nullable String stopReason,
    @Nullable String pauseReason,
    @Nullable String waits,
    String provider,
    String answerVersion,
    int generation,
    int round,
    long rows,
    long refused,
    long classified,
    long unchanged,
    long rejected,
    long standIns,
    long requests,
    long requestsLastMinute,
    @Nullable Integer requestsPerMinuteMax,
    BigDecimal spentUsd,
    BigDecimal reservedUsd,
    @Nullable BigDecimal budgetUsd,
    @Nullable Long secondsLeft,
    Instant createdAt,
    Instant startedAt,
    @Nullable Instant finishedAt) {

  static JobJson of(Job job, JobFigures figures, Waiting waiting) {
    return new JobJson(
        job.id(),
        job.source(),
        state(job),
        job.stopReason(),
        job.pauseReason(),
        waiting.waits(),
        job.provider(),
        job.answerVersion(),
        job.generation(),
        job.round(),
        job.rowsTotal(),
        job.rowsRefused(),
        figures.classified(),
        figures.unchanged(),
        figures.rejected(),
        figures.standIns(),
        figures.requests(),
        figures.requestsLastMinute(),
        waiting.requestsPerMinuteMax(),
        figures.spentUsd(),
        figures.reservedUsd(),
        figures.budgetUsd(),
        atEnd(job) ? null : figures.timeLeft(job.rowsTotal()).map(Duration::toSeconds).orElse(null),
        job.createdAt(),
        job.startedAt(),
        job.finishedAt());
  }

  /// The state, where a pause is one.
  static String state(Job job) {
    return job.pauseReason() != null && !atEnd(job)
        ? "paused"
        : job.state().name().toLowerCase(Locale.ROOT);
  }

  private static boolean atEnd(Job job) {
    return job.state() == Job.State.STOPPED || job.state() == Job.State.COMPLETE;
  }
}
