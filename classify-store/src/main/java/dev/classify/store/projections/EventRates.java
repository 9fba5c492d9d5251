package dev.classify.store.projections;

import dev.classify.store.Statements;
import java.sql.SQLException;
import javax.sql.DataSource;

/// How many events arrive in the log.
public final class EventRates {

  private static final double SECONDS = 60;

  private final Statements statements;

  public EventRates(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Events per second in the busiest minute of the last hour; 0 where none arrived.
  public double busiestMinutePerSecond() throws SQLException {
    return statements.run(
            handle ->
                handle
                    .createQuery(
                        """
                        select coalesce(max(arrived), 0) from (
                          select count(*) as arrived from events
                           where at > now() - interval '1 hour'
                           group by date_trunc('minute', at)) minutes
                        """)
                    .mapTo(Long.class)
                    .one())
        / SECONDS;
  }
}
