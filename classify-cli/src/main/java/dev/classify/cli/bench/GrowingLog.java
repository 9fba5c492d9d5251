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

/// A log to which generated events are appended, and how far the projections have read it.
final class GrowingLog {

  private static final int APPENDED_AT_ONCE = 10_000;

  /// Every indicator is answered again and again, as by the jobs of several months.
  private static final int INDICATORS = 50_000;

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration JOIN_MAX = Duration.ofMinutes(2);
  private static final Duration PROJECT_MAX = Duration.ofMinutes(60);

  private final DataSource database;
  private final ProjectionTables tables;
  private long appended;

  GrowingLog(DataSource database) {
    this.database = database;
    this.tables = new ProjectionTables(database);
  }

  /// Events that were appended so far.
  long length() {
    return appended;
  }

  void append(int events) throws SQLException {
    long last = appended + events;
    while (appended < last) {
      long next = Math.min(last, appended + APPENDED_AT_ONCE);
      GeneratedEvents.append(database, appended + 1, next, INDICATORS);
      appended = next;
    }
  }

  List<Status> status() throws SQLException {
    return tables.status();
  }

  void rebuild(String projection) throws SQLException {
    tables.rebuild(projection);
  }

  void pause() throws SQLException {
    for (String name : names()) {
      tables.pause(name, "classify bench projections appends events");
    }
  }

  void resume() throws SQLException {
    for (String name : names()) {
      tables.resume(name);
    }
  }

  private Set<String> names() throws SQLException {
    Set<String> names = new TreeSet<>();
    status().forEach(partition -> names.add(partition.projection()));
    return names;
  }

  /// Waits until so many projectors share the events.
  void awaitProjectors(int projectors) throws SQLException, InterruptedException, TimeoutException {
    await(
        JOIN_MAX,
        status ->
            !status.isEmpty()
                && status.stream().allMatch(partition -> partition.partitions() == projectors));
    awaitEnd();
  }

  /// Waits until all events are in all projections, and no build takes the place of another.
  void awaitEnd() throws SQLException, InterruptedException, TimeoutException {
    await(
        PROJECT_MAX,
        status ->
            status.stream()
                .allMatch(
                    partition -> partition.lagEvents() == 0 && partition.state().equals("active")));
  }

  private interface Condition {
    boolean holds(List<Status> status);
  }

  private void await(Duration max, Condition condition)
      throws SQLException, InterruptedException, TimeoutException {
    long end = System.nanoTime() + max.toNanos();
    while (!condition.holds(status())) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("the projectors are not done after " + max.toSeconds() + " s");
      }
      Thread.sleep(LOOK);
    }
  }
}
