package dev.classify.cli.jobreport;

import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobBreakdown;
import dev.classify.store.jobs.JobCosts;
import dev.classify.store.jobs.JobProgress;
import dev.classify.store.jobs.JobSeries;
import dev.classify.store.jobs.Tally;
import dev.classify.store.projections.JobReadModels;
import dev.classify.store.projections.JobReadModels.Counted;
import dev.classify.store.projections.JobReadModels.NotCounted;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/// What there is to tell of a job.
///
/// @param tally of its present generation
/// @param step length of each point of the series
/// @param series of its last run
/// @param families of its current answers
/// @param confidences as they were given, where projectors have counted them; otherwise of its
///     current answers
/// @param counted what projectors have counted of it
/// @param measured what its confidences are worth; empty if nobody has judged or labelled its rows
public record JobReport(
    Job job,
    Tally tally,
    JobCosts.Total costs,
    Duration step,
    List<JobSeries.Point> series,
    List<JobBreakdown.WorkerShare> workers,
    List<JobBreakdown.NodeShare> nodes,
    List<JobBreakdown.FamilyShare> families,
    List<JobBreakdown.ConfidenceShare> confidences,
    List<JobBreakdown.Failure> failures,
    List<JobBreakdown.ModelShare> models,
    JobBreakdown.Requests requests,
    JobReadModels.Found counted,
    Optional<MeasuredConfidence> measured) {

  /// Bars that a page of usual width shows one by one.
  private static final int POINTS_MAX = 120;

  /// Lengths of a point that people read easily.
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  public JobReport {
    series = List.copyOf(series);
    workers = List.copyOf(workers);
    nodes = List.copyOf(nodes);
    families = List.copyOf(families);
    confidences = List.copyOf(confidences);
    failures = List.copyOf(failures);
    models = List.copyOf(models);
  }

  /// Reads it.
  ///
  /// @param now the end of the series of a job that has not ended
  public static JobReport of(
      DataSource database, Job job, Instant now, Optional<MeasuredConfidence> measured)
      throws SQLException {
    JobBreakdown breakdown = new JobBreakdown(database);
    Instant begin = job.startedAt();
    Instant end = Objects.requireNonNullElse(job.finishedAt(), now);
    Duration span = Duration.between(begin, end);
    Duration step = step(span);
    int points = Math.clamp(span.dividedBy(step) + 1, 1, POINTS_MAX);
    JobReadModels.Found counted = new JobReadModels(database).of(job, end);
    return new JobReport(
        job,
        new JobProgress(database).tally(job),
        new JobCosts(database).total(job.id()),
        step,
        new JobSeries(database).of(job, begin, step, points),
        breakdown.byWorker(job),
        breakdown.byNode(job),
        switch (counted) {
          case Counted models -> models.families();
          case NotCounted _ -> breakdown.families(job);
        },
        switch (counted) {
          case Counted models -> ofAllPaths(models.confidences());
          case NotCounted _ -> breakdown.confidences(job);
        },
        breakdown.failures(job),
        breakdown.models(job),
        breakdown.requests(job),
        counted,
        measured);
  }

  private static List<JobBreakdown.ConfidenceShare> ofAllPaths(
      List<JobReadModels.Confidence> counted) {
    Map<Integer, Long> bins =
        counted.stream()
            .collect(
                Collectors.groupingBy(
                    JobReadModels.Confidence::bin,
                    TreeMap::new,
                    Collectors.summingLong(JobReadModels.Confidence::answers)));
    return bins.entrySet().stream()
        .map(bin -> new JobBreakdown.ConfidenceShare(bin.getKey(), bin.getValue()))
        .toList();
  }

  /// The shortest with which the span has few enough points.
  static Duration step(Duration span) {
    return STEPS.stream()
        .filter(step -> span.dividedBy(step) < POINTS_MAX)
        .findFirst()
        .orElse(STEPS.getLast());
  }

  /// How often something happened in a minute, if so many times in a point.
  double perMinute(long count) {
    return count * 60.0 / step.toSeconds();
  }
}
