package dev.classify.service.batch;

import dev.classify.store.jobs.Jobs;
import dev.classify.store.ledger.Ledger;
import dev.classify.store.ledger.LedgerEntry;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import java.sql.SQLException;
import java.time.Duration;

/// The ledger in PostgreSQL.
record DatabaseLedger(Ledger ledger, Jobs jobs) implements RequestLedger {

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
  public void hold(String budgetKey, Duration duration) throws SQLException {
    ledger.hold(budgetKey, duration);
  }

  @Override
  public void stopJob(String jobId, String reason) throws SQLException {
    jobs.stop(jobId, reason);
  }
}
