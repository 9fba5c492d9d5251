package dev.classify.store.projections;

import dev.classify.exit.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The builds of projections: which is shown, and which takes its place.
public final class Builds {

  private static final String COLUMNS =
      "build, projection, version, replica_set, state, stop, stop_reason, created_at";

  /// Rows of a retired build that are deleted at once.
  private static final int DELETED_AT_ONCE = 5_000;

  private Builds() {}

  /// Makes sure that each projection has a build of its version, and finds those to project. A
  /// first build is shown at once; later ones when they have caught up. To be called once the
  /// generation of the replica set is raised.
  ///
  /// A projection whose tables have a later version than this program is left out: programs of both
  /// versions run while a new one is rolled out.
  ///
  /// @throws CommandFailure if another replica set has one of the projections
  public static List<Build> prepare(Handle handle, Partition own, List<Projection> projections) {
    Checkpoints.Raised raised = Checkpoints.raised(handle, own.replicaSet());
    List<Build> found = new ArrayList<>();
    for (Projection projection : projections) {
      List<Build> builds = of(handle, projection.name());
      for (Build build : builds) {
        requireOwn(build, own.replicaSet());
      }
      int latest = builds.stream().mapToInt(Build::version).max().orElse(0);
      if (latest < projection.version()) {
        builds.stream()
            .filter(build -> build.state().equals("building"))
            .forEach(build -> retire(handle, build.build()));
        create(
            handle,
            projection.name(),
            projection.version(),
            own.replicaSet(),
            builds.stream().noneMatch(build -> build.state().equals("active")),
            raised);
      }
      of(handle, projection.name()).stream()
          .filter(build -> build.version() == projection.version())
          .forEach(found::add);
    }
    return List.copyOf(found);
  }

  private static void requireOwn(Build build, String replicaSet) {
    if (!build.replicaSet().equals(replicaSet)) {
      throw CommandFailure.failed(
          "the projection %s belongs to the replica set %s, not to %s"
              .formatted(build.projection(), build.replicaSet(), replicaSet),
          "start this projector with the name of that replica set, or against another database");
    }
  }

  /// A build from the start of the log beside the active one.
  ///
  /// @throws CommandFailure if there is nothing to build it from, or one is being built
  static long rebuild(Handle handle, String projection) {
    List<Build> builds = of(handle, projection);
    Build active =
        builds.stream()
            .filter(build -> build.state().equals("active"))
            .findFirst()
            .orElseThrow(
                () ->
                    CommandFailure.failed(
                        "no projector has ever run the projection " + projection,
                        "start a projector"));
    Checkpoints.Raised raised = Checkpoints.raised(handle, active.replicaSet());
    if (builds.stream().anyMatch(build -> build.state().equals("building"))) {
      throw CommandFailure.failed(
          "the projection %s is already being built anew".formatted(projection),
          "wait until `classify projections status` shows one build of it");
    }
    return create(handle, projection, active.version(), active.replicaSet(), false, raised);
  }

  private static long create(
      Handle handle,
      String projection,
      int version,
      String replicaSet,
      boolean active,
      Checkpoints.Raised raised) {
    long build =
        handle
            .createQuery(
                """
                insert into projection_builds
                  (projection, version, replica_set, state, activated_at)
                values (:projection, :version, :replicaSet, :state,
                        case when :state = 'active' then clock_timestamp() end)
                returning build
                """)
            .bind("projection", projection)
            .bind("version", version)
            .bind("replicaSet", replicaSet)
            .bind("state", active ? "active" : "building")
            .mapTo(Long.class)
            .one();
    if (raised.generation() > 0) {
      Checkpoints.open(handle, build, raised.generation(), raised.partitions(), 0);
    }
    return build;
  }

  /// The builds of a projection that are not retired.
  static List<Build> of(Handle handle, String projection) {
    return handle
        .createQuery(
            """
            select %s from projection_builds
             where projection = :projection and state <> 'retired' order by build
            """
                .formatted(COLUMNS))
        .bind("projection", projection)
        .mapTo(Build.class)
        .list();
  }

  /// All builds of a replica set, also retired ones.
  public static List<Build> ofReplicaSet(Handle handle, String replicaSet) {
    return handle
        .createQuery(
            "select %s from projection_builds where replica_set = :name order by build"
                .formatted(COLUMNS))
        .bind("name", replicaSet)
        .mapTo(Build.class)
        .list();
  }

  /// Shows a build in the place of the one that is active, once all its partitions have seen the
  /// end of the log.
  ///
  /// @return whether it is shown now
  public static boolean activate(Handle handle, Build build) {
    Checkpoints.Raised raised = Checkpoints.raised(handle, build.replicaSet());
    boolean caughtUp =
        handle
            .createQuery(
                """
                select count(*) = :partitions from projection_checkpoints c
                  join projection_builds b using (build)
                 where build = :build and b.state = 'building' and c.generation = :generation
                   and c.caught_up
                """)
            .bind("partitions", raised.partitions())
            .bind("build", build.build())
            .bind("generation", raised.generation())
            .mapTo(Boolean.class)
            .one();
    if (!caughtUp) {
      return false;
    }
    handle
        .createUpdate(
            """
            update projection_builds set state = 'retired'
             where projection = :projection and state = 'active'
            """)
        .bind("projection", build.projection())
        .execute();
    handle
        .createUpdate(
            """
            update projection_builds set state = 'active', activated_at = clock_timestamp()
             where build = :build
            """)
        .bind("build", build.build())
        .execute();
    return true;
  }

  private static void retire(Handle handle, long build) {
    handle.execute("update projection_builds set state = 'retired' where build = ?", build);
  }

  /// Stops reading events into a build.
  ///
  /// @param stop `paused` or `failed`
  public static void stop(Handle handle, long build, String stop, String reason) {
    handle
        .createUpdate(
            """
            update projection_builds set stop = :stop, stop_reason = :reason
             where build = :build and stop is null
            """)
        .bind("stop", stop)
        .bind("reason", reason)
        .bind("build", build)
        .execute();
  }

  /// Deletes some rows of a retired build, and in the end the build.
  ///
  /// @return whether anything was left to delete
  public static boolean deleteSome(Handle handle, Build retired, Projection projection) {
    for (String table : projection.tables()) {
      int deleted =
          handle
              .createUpdate(
                  """
                  delete from %1$s where ctid = any(array(
                    select ctid from %1$s where build = :build limit :max))
                  """
                      .formatted(table))
              .bind("build", retired.build())
              .bind("max", DELETED_AT_ONCE)
              .execute();
      if (deleted > 0) {
        return true;
      }
    }
    handle.execute("delete from projection_builds where build = ?", retired.build());
    return false;
  }
}
