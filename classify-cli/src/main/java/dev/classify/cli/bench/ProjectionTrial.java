package dev.classify.cli.bench;

import dev.classify.local.LocalStack;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/// Measures how fast the projectors of a stack read events into all projections: the projections
/// are paused while events are appended, and resumed together.
public final class ProjectionTrial {

  /// Until a JVM has compiled what it runs, an event costs it several times as much, and several
  /// JVMs compile the same.
  private static final int EVENTS_TO_WARM_UP = 30_000;

  private final LocalStack stack;
  private final GrowingLog log;

  public ProjectionTrial(LocalStack stack, DataSource database) {
    this.stack = stack;
    this.log = new GrowingLog(database);
  }

  /// One measurement.
  ///
  /// @param projectorMicros processor time of all projectors for an event
  /// @param databaseMicros processor time of PostgreSQL for an event
  public record Speed(double eventsPerSecond, double projectorMicros, double databaseMicros) {}

  /// Appends events and waits until they are in all projections, several times.
  ///
  /// @param projectors how many share the events; waits until they do
  /// @return the measurement in the middle by events per second, from the resumption on
  public Speed speed(int projectors, int events, int runs)
      throws SQLException, IOException, InterruptedException, TimeoutException {
    log.awaitProjectors(projectors);
    measure(EVENTS_TO_WARM_UP * projectors);
    List<Speed> speeds = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      speeds.add(measure(events));
    }
    speeds.sort(Comparator.comparingDouble(Speed::eventsPerSecond));
    return speeds.get(runs / 2);
  }

  private Speed measure(int events)
      throws SQLException, IOException, InterruptedException, TimeoutException {
    log.pause();
    log.append(events);
    StackCpu before = StackCpu.read(stack);
    long begun = System.nanoTime();
    log.resume();
    log.awaitEnd();
    double seconds = (System.nanoTime() - begun) / 1e9;
    StackCpu used = StackCpu.read(stack).since(before);
    return new Speed(
        events / seconds,
        used.projectors().toNanos() / 1e3 / events,
        used.database().toNanos() / 1e3 / events);
  }
}
