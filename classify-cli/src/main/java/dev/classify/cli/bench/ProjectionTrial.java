package dev.classify.cli.bench;

import dev.classify.store.generated.GeneratedEvents;
import dev.classify.store.projections.ProjectionTables;
import dev.classify.store.projections.ProjectionTables.Status;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/// Measures how fast the projectors of a stack read events into all projections: the projections
/// are paused while events are appended, and resumed together.
public final class ProjectionTrial {

  private static final int APPENDED_AT_ONCE = 10_000;

  /// Answers of a source are about so many rows.
  private static final int EVENTS_PER_INDICATOR = 3;

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration JOIN_MAX = Duration.ofMinutes(2);
  private static final Duration PROJECT_MAX = Duration.ofMinutes(30);

  private final DataSource database;
  private final ProjectionTables tables;

  public ProjectionTrial(DataSource database) {
    this.database = database;
    this.tables = new ProjectionTables(database);
  }

  /// Appends events and waits until they are in all projections.
  ///
  /// @param projectors how many share the events; waits until they do
  /// @return events per second, from the resumption on
  public double eventsPerSecond(int projectors, int events)
      throws SQLException, InterruptedException, TimeoutException {
    await(JOIN_MAX, status -> areShared(status, projectors));
    Set<String> names = new TreeSet<>();
    tables.status().forEach(partition -> names.add(partition.projection()));
    for (String name : names) {
      tables.pause(name, "classify bench projections appends events");
    }
    for (int first = 1; first <= events; first += APPENDED_AT_ONCE) {
      append(first, Math.min(events, first + APPENDED_AT_ONCE - 1), events / EVENTS_PER_INDICATOR);
    }
    long begun = System.nanoTime();
    for (String name : names) {
      tables.resume(name);
    }
    await(PROJECT_MAX, status -> status.stream().allMatch(partition -> partition.lagEvents() == 0));
    return events * 1e9 / (System.nanoTime() - begun);
  }

  private static boolean areShared(List<Status> status, int projectors) {
    return !status.isEmpty()
        && status.stream()
            .allMatch(
                partition -> partition.partitions() == projectors && partition.lagEvents() == 0);
  }

  private void append(int first, int last, int indicators) throws SQLException {
    GeneratedEvents.append(database, first, last, Math.max(1, indicators));
  }

  private interface Condition {
    boolean holds(List<Status> status);
  }

  private void await(Duration max, Condition condition)
      throws SQLException, InterruptedException, TimeoutException {
    long end = System.nanoTime() + max.toNanos();
    while (!condition.holds(tables.status())) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("the projectors are not done after " + max.toSeconds() + " s");
      }
      Thread.sleep(LOOK);
    }
  }
}
