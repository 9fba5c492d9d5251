package dev.classify.store.projections;

import java.time.Duration;
import org.jdbi.v3.core.Handle;

/// Deletes old events that every projection has read. A rebuild starts from those that are left.
public final class EventRetention {

  private static final int DELETED_AT_ONCE = 5_000;

  private EventRetention() {}

  /// Deletes some of the oldest events. A projection that is stopped keeps those that it has not
  /// read.
  ///
  /// @return how many; less than five thousand when no more are old enough
  public static int deleteSome(Handle handle, Duration age) {
    return handle
        .createUpdate(
            """
            delete from events
             where at < clock_timestamp() - :age::interval
               and position in (
                 select position from events
                  where position <= (
                    select coalesce(min(c.position), 0)
                      from projection_builds b
                      join replica_sets r on r.name = b.replica_set
                      join projection_checkpoints c
                        on c.build = b.build and c.generation = r.generation
                     where b.state <> 'retired')
                  order by position limit :max)
            """)
        .bind("age", age.toString())
        .bind("max", DELETED_AT_ONCE)
        .execute();
  }
}
