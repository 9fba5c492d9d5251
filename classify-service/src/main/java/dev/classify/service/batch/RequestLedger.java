package dev.classify.service.batch;

import dev.classify.store.ledger.LedgerEntry;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import java.sql.SQLException;
import java.time.Duration;

/// What a request step writes to the database.
///
/// Every method throws [SQLException] where the database is down, and may be called again then.
interface RequestLedger {

  /// Enters a request before it is sent, unless its job is stopped, its cost cap is reached, or its
  /// model is on hold. [DatabaseLedger] leaves this to [dev.classify.store.ledger.Ledger#enter].
  LedgerEntry enter(LedgerRequest request) throws SQLException;

  /// Removes a request that was entered but not sent.
  void withdraw(LedgerRequest request) throws SQLException;

  /// Records the result of a request.
  void close(LedgerRequest request, LedgerResult result) throws SQLException;

  /// Lets no worker enter a request to this account and model for so long.
  void hold(String budgetKey, Duration duration) throws SQLException;

  void stopJob(String jobId, String reason) throws SQLException;
}
