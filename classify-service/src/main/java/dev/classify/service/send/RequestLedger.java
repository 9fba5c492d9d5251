package dev.classify.service.send;

import dev.classify.store.ledger.LedgerEntry;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import dev.classify.store.ledger.LlmExchange;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/// What the sending of requests writes to the database.
///
/// Every method throws [SQLException] where the database is down, and may be called again then.
public interface RequestLedger {

  /// Enters a request before it is sent, if it may be sent; see
  /// [dev.classify.store.ledger.Ledger#enter].
  LedgerEntry enter(LedgerRequest request) throws SQLException;

  /// Removes a request that was entered but not sent.
  void withdraw(LedgerRequest request) throws SQLException;

  /// Records the result of a request.
  void close(LedgerRequest request, LedgerResult result) throws SQLException;

  /// Keeps the reply of a request that was closed without one.
  void keep(LedgerRequest request, String reply) throws SQLException;

  /// Keeps what a model was told and said, for people.
  void keepExchange(LlmExchange exchange) throws SQLException;

  /// The replies that an earlier try of a batch has left, by request id.
  Map<String, String> keptReplies(String batchKey) throws SQLException;

  /// Closes the requests that an earlier process of a worker had in flight.
  ///
  /// @return how many
  int closeInterrupted(String worker, Instant startedAt) throws SQLException;

  void stopJob(String jobId, String reason) throws SQLException;
}
