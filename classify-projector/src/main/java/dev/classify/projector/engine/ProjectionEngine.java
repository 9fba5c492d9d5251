package dev.classify.projector.engine;

import dev.classify.store.projections.Projection;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Projects one partition of the log at a time, from [#start] to [#stop].
///
/// Each event is added once to each projection, whatever stops or restarts: a transaction adds a
/// batch and moves the checkpoint, and nothing is written at a generation that is over (its
/// checkpoint is closed).
public final class ProjectionEngine {

  /// A transaction takes milliseconds; one that takes this long will write nothing more, because
  /// the next generation closes its checkpoint.
  private static final Duration STOP_MAX = Duration.ofSeconds(10);

  private final DataSource database;
  private final List<Projection> projections;
  private final EngineSettings settings;
  private final EngineListener listener;
  private @Nullable Run run;

  /// @param database with three connections at least, opened for projections
  public ProjectionEngine(
      DataSource database,
      List<Projection> projections,
      EngineSettings settings,
      EngineListener listener) {
    this.database = database;
    this.projections = List.copyOf(projections);
    this.settings = settings;
    this.listener = listener;
  }

  /// Begins to project a partition, on threads of its own. If the database is away, it waits for
  /// it.
  public synchronized void start(Assignment assignment) {
    stop();
    run = new Run(database, projections, settings, listener, assignment.own());
    run.start();
  }

  /// Ends projecting; returns when no transaction is open, or after ten seconds.
  public synchronized void stop() {
    if (run != null) {
      run.stop(STOP_MAX);
      run = null;
    }
  }

  /// Every build that this process projects, or found stopped; empty while it projects nothing.
  public synchronized List<ProjectionState> state() {
    return run == null ? List.of() : run.state();
  }
}
