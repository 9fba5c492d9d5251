package dev.classify.store.outcomes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.classify.outcome.Outcome;
import dev.classify.store.Statements;
import dev.classify.store.claims.ContentClaims;
import dev.classify.store.events.EventLog;
import dev.classify.store.jobs.Tally;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/// Stores the outcomes of a batch in one transaction, with one multi-row statement per table.
public final class OutcomeStore {

  private final Statements statements;

  public OutcomeStore(DataSource database) {
    this.statements = new Statements(database);
  }

  /// A batch as it is stored.
  ///
  /// @param runId of the command that submitted the batch
  public record StoredBatch(String runId, Tally tally) {}

  /// Stores a batch once, even if it is called again with the same batch key.
  ///
  /// A row whose stored answer stands (see [StandingAnswers]) is left as it is. A row that the
  /// tables refuse is stored as a rejection of the stage `store`.
  ///
  /// @return what is stored, by this call or an earlier one
  /// @throws SQLException if the database is unavailable, or refuses the keys of the batch; nothing
  ///     is stored then
  public StoredBatch store(Provenance by, List<IndicatorOutcome> outcomes) throws SQLException {
    try {
      return statements.inTransaction(handle -> store(handle, by, outcomes));
    } catch (SQLException failure) {
      if (!UnstorableRows.isRefusal(failure)) {
        throw failure;
      }
      return statements.inTransaction(
          handle -> store(handle, by, UnstorableRows.rejected(handle, by, outcomes)));
    }
  }

  private static StoredBatch store(Handle handle, Provenance by, List<IndicatorOutcome> outcomes)
      throws SQLException {
    Map<String, StoredState> states = StoredState.of(handle, by, outcomes);
    List<IndicatorOutcome> fresh =
        outcomes.stream()
            .flatMap(outcome -> StoredState.toStore(outcome, states).stream())
            .toList();
    Tally tally = tally(fresh, outcomes.size() - fresh.size());
    if (by.answers().asksModels()) {
      forgetRequests(handle, by);
    }
    if (!claim(handle, by, tally)) {
      return find(handle, by.batchKey())
          .orElseThrow(() -> new SQLException("batch vanished: " + by.batchKey()));
    }
    ChangedColumns.update(
        handle,
        outcomes.stream()
            .filter(outcome -> StoredState.toStore(outcome, states).isEmpty())
            .toList());
    if (!fresh.isEmpty()) {
      write(handle, by, fresh);
      ArrayNode events = OutcomeEvents.of(by, fresh);
      if (!events.isEmpty()) {
        EventLog.outcomes(handle, by.jobId(), by.batchKey(), events.toString());
      }
    }
    return new StoredBatch(by.runId(), tally);
  }

  /// Nobody needs the replies to the requests of a stored batch, nor waits for its answers.
  private static void forgetRequests(Handle handle, Provenance by) {
    handle
        .createUpdate("delete from llm_replies where batch_key = :batchKey")
        .bindMethods(by)
        .execute();
    ContentClaims.endBatch(handle, by.batchKey());
  }

  /// The stored batch; empty if it is not stored.
  public Optional<StoredBatch> find(String batchKey) throws SQLException {
    return statements.run(handle -> find(handle, batchKey));
  }

  private static Tally tally(List<IndicatorOutcome> fresh, int unchanged) {
    int rejected = 0;
    for (IndicatorOutcome named : fresh) {
      rejected +=
          switch (named.outcome()) {
            case Outcome.Classified c -> 0;
            case Outcome.Rejected r -> 1;
          };
    }
    return new Tally(fresh.size() - rejected, unchanged, rejected);
  }

  /// The primary key decides which of several tries stores the batch.
  private static boolean claim(Handle handle, Provenance by, Tally tally) {
    int claimed =
        handle
            .createUpdate(
                """
                insert into job_batches
                  (batch_key, job_id, generation, round, ordinal, run_id, worker, classified,
                   unchanged, rejected, node)
                values (:batchKey, :jobId, :generation, :round, :ordinal, :runId, :worker,
                        :classified, :unchanged, :rejected, :node)
                on conflict (batch_key) do nothing
                """)
            .bindMethods(by)
            .bindMethods(tally)
            .execute();
    return claimed == 1;
  }

  private static Optional<StoredBatch> find(Handle handle, String batchKey) {
    return handle
        .createQuery(
            """
            select run_id, classified, unchanged, rejected from job_batches
             where batch_key = :batchKey
            """)
        .bind("batchKey", batchKey)
        .reduceRows(
            (Map<String, StoredBatch> found, RowView row) ->
                found.put(
                    batchKey,
                    new StoredBatch(
                        row.getColumn("run_id", String.class), row.getRow(Tally.class))))
        .findFirst();
  }

  /// Writes rows to all tables but `job_batches` and the log.
  static void write(Handle handle, Provenance by, List<IndicatorOutcome> rows) {
    String json = OutcomeRows.of(by, rows).toString();
    for (String statement : OutcomeSql.WRITES) {
      handle.createUpdate(statement).bind("rows", json).execute();
    }
    ReviewQueue.update(handle, by.batchKey(), rows);
  }
}
