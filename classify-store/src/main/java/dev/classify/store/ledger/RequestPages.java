package dev.classify.store.ledger;

import dev.classify.store.Statements;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// Reads the requests to models.
public final class RequestPages {

  private static final String SELECT =
      """
      select request_id, job_id, batch_key, worker, model, indicators, rows_answered, attempt,
             coalesce(outcome, state) as outcome, reason, service_tier, tokens_in, tokens_cached,
             tokens_out, cost_usd, reserved_usd, provider_request_id, sent_at,
             latency_ms as latency_millis
        from llm_requests
      """;

  private final Statements statements;

  public RequestPages(DataSource database) {
    this.statements = new Statements(database);
  }

  /// A request as the ledger has it.
  ///
  /// @param indicators how many it asked about
  /// @param rowsAnswered null while it is in flight
  /// @param outcome in a word; `sent` while it is in flight, or if its result was lost
  public record Row(
      String requestId,
      String jobId,
      String batchKey,
      String worker,
      String model,
      int indicators,
      @Nullable Integer rowsAnswered,
      int attempt,
      String outcome,
      @Nullable String reason,
      @Nullable String serviceTier,
      @Nullable Long tokensIn,
      @Nullable Long tokensCached,
      @Nullable Long tokensOut,
      @Nullable BigDecimal costUsd,
      @Nullable BigDecimal reservedUsd,
      @Nullable String providerRequestId,
      Instant sentAt,
      @Nullable Long latencyMillis) {}

  /// The last row of a part.
  public record Position(Instant sentAt, String requestId) {}

  /// The requests of a job, the latest first.
  ///
  /// @param outcome in a word; null for any
  /// @param after the last row of the part before; null for the first part
  public List<Row> ofJob(
      String jobId, @Nullable String outcome, @Nullable Position after, int rowsMax)
      throws SQLException {
    List<String> conditions = new ArrayList<>(List.of("job_id = :jobId"));
    if (outcome != null) {
      conditions.add("coalesce(outcome, state) = :outcome");
    }
    if (after != null) {
      // The first part uses the index, the second one settles rows of the same time.
      conditions.add("sent_at <= :sentAt and (sent_at, request_id) < (:sentAt, :requestId)");
    }
    String select =
        "%s where %s order by sent_at desc, request_id desc limit :rowsMax"
            .formatted(SELECT, String.join(" and ", conditions));
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("jobId", jobId)
                .bind("outcome", outcome)
                .bind("sentAt", after == null ? null : after.sentAt())
                .bind("requestId", after == null ? null : after.requestId())
                .bind("rowsMax", rowsMax)
                .mapTo(Row.class)
                .list());
  }

  /// The requests of a batch, the latest first.
  public List<Row> ofBatch(String batchKey, int rowsMax) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + " where batch_key = :batchKey"
                        + " order by sent_at desc, request_id desc limit :rowsMax")
                .bind("batchKey", batchKey)
                .bind("rowsMax", rowsMax)
                .mapTo(Row.class)
                .list());
  }

  /// The last try of a request; empty if there is no request with this id.
  public Optional<Row> find(String requestId) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    SELECT + " where request_id = :requestId order by granted_at desc limit 1")
                .bind("requestId", requestId)
                .mapTo(Row.class)
                .findOne());
  }
}
