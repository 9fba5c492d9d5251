package dev.classify.store.projections;

import dev.classify.exit.CommandFailure;
import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What commands ask about projections and tell them, from the tables alone: projectors need not
/// run.
public final class ProjectionTables {

  private final Statements statements;

  public ProjectionTables(DataSource database) {
    this.statements = new Statements(database);
  }

  /// One partition of a build.
  ///
  /// @param state `building` or `active`
  /// @param stop `paused` or `failed`; null while events are read into it
  /// @param generation 0 where no projector has begun yet, and there are no partitions then
  /// @param position of the last event that is done
  /// @param head the end of the log
  /// @param lagEvents positions between the two, of all partitions
  /// @param lagSeconds age of the first event that is not done
  /// @param events that this generation has read into the partition
  public record Status(
      String projection,
      long build,
      int version,
      String state,
      @Nullable String stop,
      @Nullable String stopReason,
      String replicaSet,
      long generation,
      int partition,
      int partitions,
      long position,
      long head,
      long lagEvents,
      double lagSeconds,
      long events,
      Instant updatedAt) {}

  /// Every partition of every build that is not retired.
  public List<Status> status() throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select l.*, b.stop_reason, c.events
                      from projection_lag l
                      join projection_builds b using (build)
                      join projection_checkpoints c using (build, generation, partition)
                     order by l.projection, l.build, l.partition
                    """)
                .mapTo(Status.class)
                .list());
  }

  /// Builds the tables of a projection anew, beside the rows that are shown until it has caught up.
  ///
  /// @return the new build
  public long rebuild(String projection) throws SQLException {
    return statements.inTransaction(handle -> Builds.rebuild(handle, known(handle, projection)));
  }

  /// Stops reading events into a projection, until it is resumed.
  ///
  /// @return how many builds were stopped
  public int pause(String projection, String reason) throws SQLException {
    return statements.inTransaction(
        handle ->
            handle
                .createUpdate(
                    """
                    update projection_builds set stop = 'paused', stop_reason = :reason
                     where projection = :projection and state <> 'retired' and stop is null
                    """)
                .bind("projection", known(handle, projection))
                .bind("reason", reason)
                .execute());
  }

  /// Reads events into a projection again that was paused or has failed, from where it stopped.
  ///
  /// @return how many builds were stopped
  public int resume(String projection) throws SQLException {
    return statements.inTransaction(
        handle ->
            handle
                .createUpdate(
                    """
                    update projection_builds set stop = null, stop_reason = null
                     where projection = :projection and state <> 'retired' and stop is not null
                    """)
                .bind("projection", known(handle, projection))
                .execute());
  }

  private static String known(Handle handle, String projection) {
    if (Builds.of(handle, projection).isEmpty()) {
      List<String> names =
          handle
              .createQuery(
                  """
                  select distinct projection from projection_builds
                   where state <> 'retired' order by projection
                  """)
              .mapTo(String.class)
              .list();
      throw CommandFailure.failed(
          "there is no projection " + projection,
          names.isEmpty()
              ? "start a projector, which makes them"
              : "name one of " + String.join(", ", names));
    }
    return projection;
  }
}
