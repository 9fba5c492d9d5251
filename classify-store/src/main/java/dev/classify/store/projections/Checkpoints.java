package dev.classify.store.projections;

import dev.classify.store.events.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// How far each partition of each build has come. The rows are the fence as well: a generation that
/// begins closes those of the one before, and a worker of that one can write nothing any more.
public final class Checkpoints {

  /// In the order of the builds, so that a worker and one that raises the generation never wait for
  /// each other.
  private static final String ADVANCE =
      """
      with locked as (
        select c.build from projection_checkpoints c join projection_builds b using (build)
         where c.build = any(:builds::bigint[]) and c.generation = :generation and c.partition = :partition
           and c.position = :before and not c.closed and b.stop is null and b.state <> 'retired'
         order by c.build for no key update of c)
      update projection_checkpoints c
         set position = :after, events = events + :events, caught_up = caught_up or :caughtUp,
             updated_at = clock_timestamp()
        from locked
       where c.build = locked.build and c.generation = :generation and c.partition = :partition
      returning c.build
      """;

  private Checkpoints() {}

  /// A generation as the tables know it.
  record Raised(long generation, int partitions) {}

  /// Begins a generation, unless one of its workers already has: transactions of the one before are
  /// waited for, and later ones write nothing.
  ///
  /// @return the generation that holds now; a later one than asked for if this one is over
  public static long raise(Handle handle, Partition own) {
    handle
        .createUpdate(
            """
            insert into replica_sets (name, generation, partitions) values (:name, 0, 1)
            on conflict do nothing
            """)
        .bind("name", own.replicaSet())
        .execute();
    Raised before = raised(handle, own.replicaSet());
    if (before.generation() >= own.generation()) {
      if (before.generation() == own.generation() && before.partitions() != own.partitions()) {
        throw new IllegalStateException(
            "generation %d of %s has %d partitions, not %d"
                .formatted(
                    own.generation(), own.replicaSet(), before.partitions(), own.partitions()));
      }
      return before.generation();
    }
    List<Long> builds =
        handle
            .createQuery(
                """
                select build from projection_builds
                 where replica_set = :name and state <> 'retired' order by build
                """)
            .bind("name", own.replicaSet())
            .mapTo(Long.class)
            .list();
    for (long build : builds) {
      long floor = close(handle, build, before.generation());
      open(handle, build, own.generation(), own.partitions(), floor);
      forget(handle, build, own.generation(), floor);
    }
    handle
        .createUpdate(
            """
            update replica_sets
               set generation = :generation, partitions = :partitions, raised_at = clock_timestamp()
             where name = :name
            """)
        .bind("generation", own.generation())
        .bind("partitions", own.partitions())
        .bind("name", own.replicaSet())
        .execute();
    return own.generation();
  }

  /// Locks the row of a replica set, so that its generation stays as it is until the transaction
  /// ends.
  static Raised raised(Handle handle, String replicaSet) {
    return handle
        .createQuery(
            "select generation, partitions from replica_sets where name = :name for update")
        .bind("name", replicaSet)
        .mapTo(Raised.class)
        .one();
  }

  /// Ends a generation of a build.
  ///
  /// @return the position up to which all events are done
  private static long close(Handle handle, long build, long generation) {
    List<Long> positions =
        handle
            .createQuery(
                """
                select position from projection_checkpoints
                 where build = :build and generation = :generation
                 order by partition for update
                """)
            .bind("build", build)
            .bind("generation", generation)
            .mapTo(Long.class)
            .list();
    handle
        .createUpdate(
            """
            update projection_checkpoints set closed = true
             where build = :build and generation = :generation
            """)
        .bind("build", build)
        .bind("generation", generation)
        .execute();
    return positions.stream().mapToLong(Long::longValue).min().orElse(0);
  }

  static void open(Handle handle, long build, long generation, int partitions, long position) {
    handle
        .createUpdate(
            """
            insert into projection_checkpoints (build, generation, partition, partitions, position)
            select :build, :generation, p, :partitions, :position
              from generate_series(0, :partitions - 1) as p
            """)
        .bind("build", build)
        .bind("generation", generation)
        .bind("partitions", partitions)
        .bind("position", position)
        .execute();
  }

  /// Deletes generations that have done nothing beyond a position up to which all is done.
  private static void forget(Handle handle, long build, long present, long floor) {
    handle
        .createUpdate(
            """
            delete from projection_checkpoints
             where build = :build and generation in (
               select generation from projection_checkpoints
                where build = :build and generation < :present
                group by generation having max(position) <= :floor)
            """)
        .bind("build", build)
        .bind("present", present)
        .bind("floor", floor)
        .execute();
  }

  /// Where a partition of a build is.
  ///
  /// @param earlier what generations before it have done beyond the floor
  public record Place(long position, boolean caughtUp, List<Generation> earlier) {

    public Place {
      earlier = List.copyOf(earlier);
    }

    /// Whether an earlier generation has done an event.
    public boolean isDone(Event event) {
      return earlier.stream().anyMatch(generation -> generation.isDone(event));
    }

    /// The same without generations that have done nothing beyond the position.
    public Place at(long position, boolean caughtUp) {
      return new Place(
          position,
          caughtUp,
          earlier.stream().filter(generation -> generation.last() > position).toList());
    }
  }

  /// How far each partition of an earlier generation came.
  public record Generation(List<Long> positions) {

    public Generation {
      positions = List.copyOf(positions);
    }

    boolean isDone(Event event) {
      return positions.get(event.partition(positions.size())) >= event.position();
    }

    long last() {
      return positions.stream().mapToLong(Long::longValue).max().orElse(0);
    }
  }

  record Row(long generation, int partition, long position, boolean caughtUp) {}

  /// The place of a build in a partition. To be read once the generation is raised.
  public static Place place(Handle handle, long build, Partition own) {
    List<Row> rows =
        handle
            .createQuery(
                """
                select generation, partition, position, caught_up from projection_checkpoints
                 where build = :build order by generation, partition
                """)
            .bind("build", build)
            .mapTo(Row.class)
            .list();
    Map<Long, List<Long>> earlier = new TreeMap<>();
    Place place = new Place(0, false, List.of());
    for (Row row : rows) {
      if (row.generation() < own.generation()) {
        earlier.computeIfAbsent(row.generation(), _ -> new ArrayList<>()).add(row.position());
      } else if (row.generation() == own.generation() && row.partition() == own.partition()) {
        place = new Place(row.position(), row.caughtUp(), List.of());
      }
    }
    return new Place(
            place.position(),
            place.caughtUp(),
            earlier.values().stream().map(Generation::new).toList())
        .at(place.position(), place.caughtUp());
  }

  /// Moves builds from one position to another, first in the transaction that writes their tables.
  ///
  /// @param events that are read into them
  /// @param caughtUp whether `after` is the end of the log
  /// @return those that were moved; the others are stopped, or somewhere else, or a later
  ///     generation has begun. If any is missing, the transaction must be rolled back
  public static List<Long> advance(
      Handle handle,
      List<Long> builds,
      Partition own,
      long before,
      long after,
      int events,
      boolean caughtUp) {
    return handle
        .createQuery(ADVANCE)
        .bind("builds", TextArrays.of(builds.stream().map(String::valueOf).toList()))
        .bind("generation", own.generation())
        .bind("partition", own.partition())
        .bind("before", before)
        .bind("after", after)
        .bind("events", events)
        .bind("caughtUp", caughtUp)
        .mapTo(Long.class)
        .list();
  }

  /// The generation that holds for a replica set.
  public static long generation(Handle handle, String replicaSet) {
    return handle
        .createQuery("select generation from replica_sets where name = :name")
        .bind("name", replicaSet)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }
}
