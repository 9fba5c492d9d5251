package dev.classify.projector.engine;

import dev.classify.store.projections.Build;
import dev.classify.store.projections.Partition;
import dev.classify.store.projections.Projection;
import dev.classify.store.projections.ProjectionTables;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// Builds that are paused or have failed, with their lag, which grows meanwhile.
final class StoppedBuilds {

  private final ProjectionTables tables;
  private final Partition own;
  private volatile List<ProjectionState> states = List.of();

  StoppedBuilds(ProjectionTables tables, Partition own) {
    this.tables = tables;
    this.own = own;
  }

  List<ProjectionState> states() {
    return states;
  }

  /// Looks them up, if there are any.
  void note(List<Build> builds, Collection<Projection> projections) throws SQLException {
    states =
        builds.stream().allMatch(build -> build.stop() == null)
            ? List.of()
            : tables.status().stream()
                .filter(row -> row.stop() != null && isOwn(row))
                .filter(row -> projections.stream().anyMatch(one -> isOf(row, one)))
                .map(StoppedBuilds::state)
                .toList();
  }

  private boolean isOwn(ProjectionTables.Status row) {
    return row.replicaSet().equals(own.replicaSet()) && row.partition() == own.partition();
  }

  private static boolean isOf(ProjectionTables.Status row, Projection projection) {
    return row.projection().equals(projection.name()) && row.version() == projection.version();
  }

  private static ProjectionState state(ProjectionTables.Status row) {
    return new ProjectionState(
        row.projection(),
        row.build(),
        row.state(),
        row.stop(),
        row.stopReason(),
        row.position(),
        row.head(),
        row.lagSeconds(),
        row.events(),
        0);
  }
}
