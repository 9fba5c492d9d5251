package dev.classify.store.outcomes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.classify.outcome.Outcome;
import dev.classify.store.jobs.Tally;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// Writes what became of a batch: all of it in one transaction, one multi-row statement per table.
public final class OutcomeStore {

  private final DataSource database;

  public OutcomeStore(DataSource database) {
    this.database = database;
  }

  /// What is stored of a batch.
  ///
  /// @param runId of the command whose batch it was
  public record StoredBatch(String runId, Tally tally) {}

  /// Stores a batch once, however often it is called with the same batch key.
  ///
  /// Rows whose stored answer is already the one for this content and answer version are left as
  /// they are, except in a forced generation, where only answers of that generation count. A
  /// person's answer to the same content is left as it is in any case.
  ///
  /// @return what was stored, now or by the earlier call, and by whose run
  /// @throws SQLException where the database is away; nothing is stored then
  public StoredBatch store(Provenance by, List<IndicatorOutcome> outcomes) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      Map<String, StoredState> standing = StoredState.of(connection, by, outcomes);
      List<IndicatorOutcome> fresh =
          outcomes.stream()
              .flatMap(outcome -> StoredState.toStore(outcome, standing).stream())
              .toList();
      Tally tally = tally(fresh, outcomes.size() - fresh.size());
      if (!claim(connection, by, tally)) {
        Optional<StoredBatch> stored = find(connection, by.batchKey());
        connection.rollback();
        return stored.orElseThrow(() -> new SQLException("batch vanished: " + by.batchKey()));
      }
      if (!fresh.isEmpty()) {
        write(connection, OutcomeRows.of(by, fresh));
        ReviewQueue.update(connection, by.batchKey(), fresh);
      }
      connection.commit();
      return new StoredBatch(by.runId(), tally);
    }
  }

  /// What is stored of a batch already; empty where nothing is.
  public Optional<StoredBatch> find(String batchKey) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return find(connection, batchKey);
    }
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
  private static boolean claim(Connection connection, Provenance by, Tally tally)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(OutcomeSql.CLAIM_BATCH)) {
      insert.setString(1, by.batchKey());
      insert.setString(2, by.jobId());
      insert.setInt(3, by.generation());
      insert.setInt(4, by.round());
      insert.setInt(5, by.ordinal());
      insert.setString(6, by.runId());
      insert.setString(7, by.worker());
      insert.setInt(8, tally.classified());
      insert.setInt(9, tally.unchanged());
      insert.setInt(10, tally.rejected());
      return insert.executeUpdate() == 1;
    }
  }

  private static Optional<StoredBatch> find(Connection connection, String batchKey)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OutcomeSql.FIND_BATCH)) {
      select.setString(1, batchKey);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new StoredBatch(
                    row.getString(1), new Tally(row.getInt(2), row.getInt(3), row.getInt(4))))
            : Optional.empty();
      }
    }
  }

  private static void write(Connection connection, ArrayNode rows) throws SQLException {
    String json = rows.toString();
    for (String statement : OutcomeSql.WRITES) {
      try (PreparedStatement write = connection.prepareStatement(statement)) {
        write.setString(1, json);
        write.executeUpdate();
      }
    }
  }
}
