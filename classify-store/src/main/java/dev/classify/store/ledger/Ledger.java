package dev.classify.store.ledger;

import dev.classify.store.jobs.Job;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table of LLM requests: one row for each that was sent.
public final class Ledger {

  private final DataSource database;

  public Ledger(DataSource database) {
    this.database = database;
  }

  /// Enters a request before it is sent.
  public LedgerEntry enter(LedgerRequest request) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      LedgerEntry entry = enter(connection, request);
      connection.commit();
      return entry;
    }
  }

  private static LedgerEntry enter(Connection connection, LedgerRequest request)
      throws SQLException {
    Gate gate = gate(connection, request, "for share of jobs");
    if (gate.budgetUsd() != null) {
      // One at a time, or two would take the same room. The lock is let go first: two that hold it
      // together and want it alone would wait for each other.
      connection.rollback();
      gate = gate(connection, request, "for update of jobs");
    }
    if (gate.stopReason() != null) {
      return new LedgerEntry.JobStopped(gate.stopReason());
    }
    if (gate.held() != null) {
      return new LedgerEntry.Held(gate.held());
    }
    BigDecimal cap = gate.budgetUsd();
    Optional<LedgerEntry> refusal =
        cap == null ? Optional.empty() : JobBudget.refusal(connection, request, cap);
    return refusal.isPresent() ? refusal.get() : insert(connection, request);
  }

  /// What a job and its model let through.
  ///
  /// @param stopReason null where it is not stopped
  /// @param budgetUsd null where it has no cap
  /// @param held for so long the provider wants no requests; null where it takes them
  private record Gate(
      @Nullable String stopReason, @Nullable BigDecimal budgetUsd, @Nullable Duration held) {}

  /// The job's row is held until the request is entered: none is entered once it is stopped.
  private static Gate gate(Connection connection, LedgerRequest request, String lock)
      throws SQLException {
    String select =
        """
        select case state when 'stopped' then coalesce(stop_reason, '') end, budget_usd,
               (select ceil(1000 * extract(epoch from until - clock_timestamp()))
                  from llm_holds where budget = ?)
          from jobs where job_id = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(select + lock)) {
      statement.setString(1, request.budgetKey());
      statement.setString(2, request.jobId());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Gate(row.getString(1), row.getBigDecimal(2), held(row.getLong(3)))
            : new Gate("the job is no longer in the table of jobs", null, null);
      }
    }
  }

  private static @Nullable Duration held(long millis) {
    return millis > 0 ? Duration.ofMillis(millis) : null;
  }

  private static LedgerEntry insert(Connection connection, LedgerRequest request)
      throws SQLException {
    String insert =
        """
        insert into llm_requests
          (request_id, granted_at, job_id, batch_key, worker, model, indicators, attempt, state,
           tokens_estimated, reserved_usd)
        values (?, ?, ?, ?, ?, ?, ?, ?, 'sent', ?, ?)
        on conflict do nothing
        """;
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setString(1, request.id());
      statement.setTimestamp(2, Timestamp.from(request.grantedAt()));
      statement.setString(3, request.jobId());
      statement.setString(4, request.batchKey());
      statement.setString(5, request.worker());
      statement.setString(6, request.model());
      statement.setInt(7, request.indicators());
      statement.setInt(8, request.attempt());
      statement.setLong(9, request.tokensEstimated());
      statement.setBigDecimal(10, request.reservedUsd());
      return statement.executeUpdate() == 1
          ? new LedgerEntry.Entered()
          : new LedgerEntry.EnteredBefore();
    }
  }

  /// Lets no request to the model be entered for so long.
  ///
  /// @param budget account and model
  public void hold(String budget, Duration time) throws SQLException {
    String upsert =
        """
        insert into llm_holds (budget, until)
        values (?, clock_timestamp() + ? * interval '1 millisecond')
        on conflict (budget) do update set until = greatest(llm_holds.until, excluded.until)
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(upsert)) {
      statement.setString(1, budget);
      statement.setLong(2, time.toMillis());
      statement.executeUpdate();
    }
  }

  /// Takes back a request that was entered and then not sent.
  public void withdraw(LedgerRequest request) throws SQLException {
    String delete = "delete from llm_requests where request_id = ? and granted_at = ?";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(delete)) {
      statement.setString(1, request.id());
      statement.setTimestamp(2, Timestamp.from(request.grantedAt()));
      statement.executeUpdate();
    }
  }

  /// Notes what came of a request.
  public void close(LedgerRequest request, LedgerResult result) throws SQLException {
    String update =
        """
        update llm_requests
           set state = ?, outcome = ?, tokens_in = ?, tokens_cached = ?, tokens_out = ?,
               cost_usd = ?, provider_request_id = ?, latency_ms = ?
         where request_id = ? and granted_at = ?
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setString(1, result.answered() ? "answered" : "failed");
      statement.setString(2, result.outcome());
      setNumber(statement, 3, result.tokensIn());
      setNumber(statement, 4, result.tokensCached());
      setNumber(statement, 5, result.tokensOut());
      statement.setBigDecimal(6, result.costUsd());
      statement.setString(7, result.providerRequestId());
      statement.setLong(8, result.latency().toMillis());
      statement.setString(9, request.id());
      statement.setTimestamp(10, Timestamp.from(request.grantedAt()));
      statement.executeUpdate();
    }
  }

  private static void setNumber(PreparedStatement statement, int place, @Nullable Long number)
      throws SQLException {
    if (number == null) {
      statement.setNull(place, Types.BIGINT);
    } else {
      statement.setLong(place, number);
    }
  }

  /// How long slow answers of a job take: of twenty, nineteen were faster lately. Empty where there
  /// were none.
  public Optional<Duration> latencyP95(Job job) throws SQLException {
    String select =
        """
        select percentile_cont(0.95) within group (order by latency_ms)
          from llm_requests
         where job_id = ? and state = 'answered' and sent_at > now() - interval '1 hour'
           and sent_at + latency_ms * interval '1 millisecond' > now() - interval '2 minutes'
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, job.id());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        double millis = row.getDouble(1);
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis((long) millis));
      }
    }
  }

  /// What a job has spent since it was opened last.
  public Spending spending(Job job) throws SQLException {
    String select =
        """
        select count(*), coalesce(sum(tokens_in), 0), coalesce(sum(tokens_cached), 0),
               coalesce(sum(tokens_out), 0), sum(cost_usd),
               count(*) filter (where cost_usd is null)
          from llm_requests
         where job_id = ? and sent_at >= (select started_at from jobs where job_id = ?)
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, job.id());
      statement.setString(2, job.id());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Spending(
            row.getLong(1),
            row.getLong(2),
            row.getLong(3),
            row.getLong(4),
            row.getBigDecimal(5),
            row.getLong(6));
      }
    }
  }
}
