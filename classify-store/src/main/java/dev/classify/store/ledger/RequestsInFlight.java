package dev.classify.store.ledger;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/// The requests to models that a worker waits for.
public final class RequestsInFlight {

  /// A request that has no result after this time was lost with its worker.
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  private final Statements statements;

  public RequestsInFlight(DataSource database) {
    this.statements = new Statements(database);
  }

  /// How many there are, of all jobs.
  public long count() throws SQLException {
    String select =
        """
        select count(*) from llm_requests
         where state = 'sent' and sent_at > clock_timestamp() - :timeout::interval
           and provider_batch is null
        """;
    return statements.run(
        handle ->
            handle.createQuery(select).bind("timeout", TIMEOUT.toString()).mapTo(Long.class).one());
  }
}
