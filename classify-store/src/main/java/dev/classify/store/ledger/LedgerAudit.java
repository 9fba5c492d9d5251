package dev.classify.store.ledger;

import dev.classify.store.Statements;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/// Reads what the ledger says of each request, to compare it with what a server received.
public final class LedgerAudit {

  private final Statements statements;

  public LedgerAudit(DataSource database) {
    this.statements = new Statements(database);
  }

  /// One request.
  ///
  /// @param requestId as the server sees it in `X-Client-Request-Id`
  /// @param sentAt when it was entered, just before it was sent
  /// @param heldUsd what it takes from a budget in dollars: its cost, or what is reserved for it
  ///     while the cost is not known; 0 for a model without a price
  public record Line(String requestId, String batchKey, Instant sentAt, BigDecimal heldUsd) {}

  /// All requests of all jobs, oldest first.
  public List<Line> lines() throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select request_id, batch_key, sent_at,
                           coalesce(cost_usd, reserved_usd, 0) as held_usd
                      from llm_requests order by sent_at
                    """)
                .mapTo(Line.class)
                .list());
  }
}
