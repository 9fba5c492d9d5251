package dev.classify.store.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// Reads the log in the order of its positions.
public final class EventReader {

  /// Money has to stay exact.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private EventReader() {}

  /// The position up to which the log will not change: later ones may still be taken by
  /// transactions that are open.
  ///
  /// To be read in a statement of its own before the events, at the isolation level READ COMMITTED.
  public static long head(Handle handle) {
    return handle.createQuery("select events_head()").mapTo(Long.class).one();
  }

  /// The events of a partition, in their order.
  ///
  /// @param after exclusive
  /// @param head inclusive, from [#head]
  /// @param partition from 0
  public static List<Event> read(
      Handle handle, long after, long head, int partition, int partitions, int eventsMax) {
    return handle
        .createQuery(
            """
            select position, at, kind, subject, job_id, hash, payload::text as payload from events
             where position > :after and position <= :head and hash % :partitions = :partition
             order by position limit :eventsMax
            """)
        .bind("after", after)
        .bind("head", head)
        .bind("partition", partition)
        .bind("partitions", partitions)
        .bind("eventsMax", eventsMax)
        .map((row, _) -> event(row))
        .list();
  }

  private static Event event(ResultSet row) throws SQLException {
    try {
      return new Event(
          row.getLong("position"),
          row.getTimestamp("at").toInstant(),
          Event.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
          row.getString("subject"),
          row.getString("job_id"),
          row.getInt("hash"),
          JSON.readTree(row.getString("payload")));
    } catch (JsonProcessingException fault) {
      throw new SQLException("event " + row.getLong("position") + " is not JSON", fault);
    }
  }
}
