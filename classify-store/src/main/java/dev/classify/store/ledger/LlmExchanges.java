package dev.classify.store.ledger;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/// What models were told and said, for people who look at an answer. Kept for thirty days.
public final class LlmExchanges {

  private final Statements statements;

  public LlmExchanges(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Keeps an exchange in place of an earlier one of the same request. Each call removes two that
  /// are too old, so that they never become many.
  public void keep(LlmExchange exchange) throws SQLException {
    statements.inTransaction(
        handle -> {
          // Nobody pays for an exchange that is lost.
          handle.execute("set local synchronous_commit = off");
          handle
              .createUpdate(
                  """
                  delete from llm_exchanges
                   where request_id in (
                     select request_id from llm_exchanges
                      where kept_at < now() - interval '30 days'
                      order by kept_at limit 2 for update skip locked)
                  """)
              .execute();
          return handle
              .createUpdate(
                  """
                  insert into llm_exchanges (request_id, job_id, prompt_version, asked, reply)
                  values (:requestId, :jobId, :promptVersion, :asked, :reply::json)
                  on conflict (request_id) do update
                    set prompt_version = excluded.prompt_version, asked = excluded.asked,
                        reply = excluded.reply, kept_at = excluded.kept_at
                  """)
              .bindMethods(exchange)
              .execute();
        });
  }

  /// Empty if the request was sent in a file, is too old, or has no result yet.
  public Optional<LlmExchange> find(String requestId) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select request_id, job_id, prompt_version, asked, reply::text as reply
                      from llm_exchanges where request_id = :requestId
                    """)
                .bind("requestId", requestId)
                .mapTo(LlmExchange.class)
                .findOne());
  }
}
