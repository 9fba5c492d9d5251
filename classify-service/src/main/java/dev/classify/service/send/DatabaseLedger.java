package dev.classify.service.send;

import dev.classify.store.jobs.Jobs;
import dev.classify.store.ledger.Ledger;
import dev.classify.store.ledger.LedgerEntry;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import dev.classify.store.ledger.LlmExchange;
import dev.classify.store.ledger.LlmExchanges;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/// The ledger in PostgreSQL.
public record DatabaseLedger(Ledger ledger, LlmExchanges exchanges, Jobs jobs)
    implements RequestLedger {

  @Override
  public LedgerEntry enter(LedgerRequest request) throws SQLException {
    return ledger.enter(request);
  }

  @Override
  public void withdraw(LedgerRequest request) throws SQLException {
    ledger.withdraw(request);
  }

  @Override
  public void close(LedgerRequest request, LedgerResult result) throws SQLException {
    ledger.close(request, result);
  }

  @Override
  public void keep(LedgerRequest request, String reply) throws SQLException {
    ledger.keep(request, reply);
  }

  @Override
  public void keepExchange(LlmExchange exchange) throws SQLException {
    exchanges.keep(exchange);
  }

  @Override
  public Map<String, String> keptReplies(String batchKey) throws SQLException {
    return ledger.keptReplies(batchKey);
  }

  @Override
  public int closeInterrupted(String worker, Instant startedAt) throws SQLException {
    return ledger.closeInterrupted(worker, startedAt);
  }

  @Override
  public void stopJob(String jobId, String reason) throws SQLException {
    jobs.stop(jobId, reason);
  }
}
