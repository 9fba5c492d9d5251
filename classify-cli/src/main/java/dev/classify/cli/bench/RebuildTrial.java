package dev.classify.cli.bench;

import dev.classify.store.projections.ProjectionTables.Status;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.sql.DataSource;

/// Measures how much a rebuild of a long log slows the other projections, while more events arrive
/// than they can read.
public final class RebuildTrial {

  /// Every event costs it the most.
  public static final String REBUILT = "taxonomy";

  /// What the projections always have left to read.
  private static final int BACKLOG = 20_000;

  private static final int APPENDED_AT_ONCE = 2_000;
  private static final Duration ALONE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final GrowingLog log;

  public RebuildTrial(DataSource database) {
    this.log = new GrowingLog(database);
  }

  /// Events per second.
  ///
  /// @param alone into all projections, before the rebuild
  /// @param beside the same during the rebuild
  /// @param rebuilt into the tables that are built anew
  /// @param until the events of before the rebuild were read again
  public record Result(double alone, double beside, double rebuilt, Duration until) {

    /// What the projections keep of their speed.
    public double kept() {
      return beside / alone;
    }
  }

  /// Fills the log, and lets it grow while one projection is built anew.
  ///
  /// @param projectors how many share the events; waits until they do
  public Result measure(int projectors, int events)
      throws SQLException, InterruptedException, TimeoutException {
    log.awaitProjectors(projectors);
    log.append(events);
    log.awaitEnd();
    long end = System.nanoTime() + ALONE.toNanos();
    Pace alone = grow(_ -> System.nanoTime() < end);
    long old = log.length();
    log.rebuild(REBUILT);
    // A build that is shown already has read all of them.
    Pace beside =
        grow(
            status ->
                status.stream()
                    .anyMatch(
                        partition ->
                            partition.state().equals("building") && partition.position() < old));
    log.awaitEnd();
    return new Result(
        alone.perSecond(), beside.perSecond(), old / beside.seconds(), beside.duration());
  }

  private record Pace(long events, long nanos) {

    double seconds() {
      return nanos / 1e9;
    }

    double perSecond() {
      return events / seconds();
    }

    Duration duration() {
      return Duration.ofNanos(nanos);
    }
  }

  private Pace grow(Predicate<List<Status>> goesOn) throws SQLException, InterruptedException {
    log.append(BACKLOG);
    long begun = System.nanoTime();
    List<Status> status = log.status();
    long first = read(status);
    while (goesOn.test(status)) {
      if (log.length() - read(status) < BACKLOG) {
        log.append(APPENDED_AT_ONCE);
      } else {
        Thread.sleep(LOOK);
      }
      status = log.status();
    }
    return new Pace(read(status) - first, System.nanoTime() - begun);
  }

  /// Events that are in all projections that are shown.
  private static long read(List<Status> status) {
    return status.stream()
        .filter(partition -> partition.state().equals("active"))
        .mapToLong(Status::position)
        .min()
        .orElse(0);
  }
}
