package dev.classify.projector.engine;

import dev.classify.store.events.Event;
import dev.classify.store.projections.Build;
import dev.classify.store.projections.Projection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A build that this process projects, with what others may ask about it at any time.
final class RunningBuild {

  /// Over which the rate is taken.
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private volatile Build build;
  private final Projection projection;
  private long position;
  private long head;
  private Instant last = Instant.EPOCH;
  private long events;
  private long windowEvents;
  private long windowStart = System.nanoTime();
  private double rate;

  RunningBuild(Build build, Projection projection) {
    this.build = build;
    this.projection = projection;
  }

  Build build() {
    return build;
  }

  /// Takes note of what the tables say.
  void refresh(Build stored) {
    build = stored;
  }

  Projection projection() {
    return projection;
  }

  synchronized void sawHead(long seen) {
    head = seen;
    roll();
  }

  synchronized void reached(List<Event> batch, long place) {
    position = place;
    events += batch.size();
    windowEvents += batch.size();
    if (!batch.isEmpty()) {
      last = batch.getLast().at();
    }
    roll();
  }

  private void roll() {
    long nanos = System.nanoTime() - windowStart;
    if (nanos >= WINDOW.toNanos()) {
      rate = windowEvents * 1e9 / nanos;
      windowEvents = 0;
      windowStart = System.nanoTime();
    }
  }

  synchronized ProjectionState state() {
    double lag =
        position >= head || last.equals(Instant.EPOCH)
            ? 0
            : Math.max(0, Duration.between(last, Instant.now()).toMillis() / 1_000.0);
    double seconds = (System.nanoTime() - windowStart) / 1e9;
    double perSecond = rate == 0 && seconds >= 1 ? windowEvents / seconds : rate;
    return new ProjectionState(
        projection.name(),
        build.build(),
        build.state(),
        build.stop(),
        build.stopReason(),
        position,
        head,
        lag,
        events,
        perSecond);
  }
}
