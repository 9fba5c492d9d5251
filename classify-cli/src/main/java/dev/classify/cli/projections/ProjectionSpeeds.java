package dev.classify.cli.projections;

import dev.classify.store.projections.ProjectionTables;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How fast each partition of each build reads events, by how many it has read between two looks.
public final class ProjectionSpeeds {

  private record Place(long build, long generation, int partition) {

    static Place of(ProjectionTables.Status row) {
      return new Place(row.build(), row.generation(), row.partition());
    }
  }

  private static final double NANOS_PER_SECOND = 1e9;

  private final Map<Place, Double> speeds = new HashMap<>();

  /// @param time between the two looks
  public ProjectionSpeeds(
      List<ProjectionTables.Status> before, List<ProjectionTables.Status> after, Duration time) {
    Map<Place, Long> read = new HashMap<>();
    before.forEach(row -> read.put(Place.of(row), row.events()));
    for (ProjectionTables.Status row : after) {
      Long earlier = read.get(Place.of(row));
      if (earlier != null) {
        speeds.put(Place.of(row), (row.events() - earlier) * NANOS_PER_SECOND / time.toNanos());
      }
    }
  }

  /// Events per second; empty if the generation began between the two looks.
  Optional<Double> of(ProjectionTables.Status row) {
    return Optional.ofNullable(speeds.get(Place.of(row)));
  }
}
