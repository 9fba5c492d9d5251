package dev.classify.store.ledger;

import dev.classify.model.ServiceTier;
import dev.classify.store.events.EventLog;
import dev.classify.store.events.RequestKey;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Enters the lines of a file in the ledger, by the rules of requests of their own: none of a job
/// that is stopped or paused, and no more than the cost cap has room for.
///
/// A provider that holds requests back counts those of files apart, so a hold does not matter.
public final class BatchAdmission {

  /// Of a line that is not entered yet: in a file it is in flight until the file has ended.
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  private BatchAdmission() {}

  /// How much the lines may cost.
  ///
  /// @param usd null where the job has no cap
  public record Room(@Nullable BigDecimal usd) {}

  record Gate(boolean open, @Nullable BigDecimal budgetUsd, BigDecimal committedUsd) {

    @Nullable BigDecimal roomUsd() {
      return budgetUsd == null ? null : budgetUsd.subtract(committedUsd);
    }
  }

  /// Locks the row of the job until the lines are entered. A job is stopped whose cap has no room
  /// for its next line and never will have.
  ///
  /// @return empty where no line may be entered now
  public static Optional<Room> open(Handle handle, String jobId, String budgetKey) {
    Gate gate = gate(handle, jobId);
    BigDecimal cap = gate.budgetUsd();
    if (!gate.open() || cap == null) {
      return gate.open() ? Optional.of(new Room(null)) : Optional.empty();
    }
    Optional<LedgerRequest> first = firstLine(handle, jobId, budgetKey);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal needed = first.get().reservedUsd();
    Optional<LedgerEntry> refusal = CostCap.take(handle, first.get(), cap);
    if (refusal.isPresent() || needed == null) {
      return Optional.empty();
    }
    // The whole file takes its room at once.
    CostCap.settle(handle, jobId, needed, BigDecimal.ZERO);
    return Optional.of(new Room(gate(handle, jobId).roomUsd()));
  }

  private static Gate gate(Handle handle, String jobId) {
    return handle
        .createQuery(
            """
            select state <> 'stopped' and pause_reason is null as open, budget_usd, committed_usd
              from jobs where job_id = :jobId for no key update
            """)
        .bind("jobId", jobId)
        .mapTo(Gate.class)
        .findOne()
        .orElseGet(() -> new Gate(false, null, BigDecimal.ZERO));
  }

  private static Optional<LedgerRequest> firstLine(Handle handle, String jobId, String budgetKey) {
    return handle
        .createQuery(
            """
            select request_id, clock_timestamp() as granted_at, job_id, batch_key,
                   budget, model, indicators, attempt, tokens_estimated, reserved_usd
              from provider_batch_lines
             where job_id = :jobId and budget = :budget and provider_batch is null
               and not sent_live
             order by filed_at, request_id limit 1
            """)
        .bind("jobId", jobId)
        .bind("budget", budgetKey)
        .map((row, _) -> line(row))
        .findOne();
  }

  /// A line as the ledger knows it, from a row with the columns of a line and `granted_at`.
  public static LedgerRequest line(ResultSet row) throws SQLException {
    return new LedgerRequest(
        row.getString("request_id"),
        row.getTimestamp("granted_at").toInstant(),
        row.getString("job_id"),
        row.getString("batch_key"),
        row.getString("budget"),
        "",
        row.getString("model"),
        ServiceTier.BATCH.priced(),
        row.getInt("indicators"),
        row.getInt("attempt"),
        row.getLong("tokens_estimated"),
        row.getBigDecimal("reserved_usd"),
        TIMEOUT);
  }

  /// Enters every line of a file, and reserves what they can cost.
  ///
  /// @param worker that makes the file
  public static void enter(Handle handle, String batchId, String worker) {
    handle
        .createUpdate(
            """
            insert into llm_requests
              (request_id, granted_at, job_id, batch_key, worker, model, indicators, attempt, state,
               tokens_estimated, reserved_usd, provider_batch, service_tier)
            select request_id, granted_at, job_id, batch_key, :worker, model, indicators,
                   attempt + failures, 'sent', tokens_estimated, reserved_usd, provider_batch,
                   :tier
              from provider_batch_lines where provider_batch = :batch
            """)
        .bind("worker", worker)
        .bind("tier", ServiceTier.BATCH.priced())
        .bind("batch", batchId)
        .execute();
    handle
        .createUpdate(
            """
            update jobs set committed_usd = committed_usd + l.usd
              from (select job_id, coalesce(sum(reserved_usd), 0) as usd
                      from provider_batch_lines where provider_batch = :batch group by job_id) l
             where jobs.job_id = l.job_id and jobs.budget_usd is not null
            """)
        .bind("batch", batchId)
        .execute();
  }

  /// Closes the requests of a file that have no result: the provider has not run them, and bills
  /// nothing for them.
  ///
  /// @param reason for people
  public static void closeNotRun(Handle handle, String batchId, String reason) {
    List<RequestKey> closed =
        handle
            .createQuery(
                """
                with closed as (
                  update llm_requests
                     set state = 'failed', outcome = 'not-run', reason = :reason, rows_answered = 0,
                         tokens_in = 0, tokens_cached = 0, tokens_cache_write = 0, tokens_out = 0,
                         cost_usd = 0
                   where provider_batch = :batch and state = 'sent'
                  returning request_id, granted_at, job_id, coalesce(reserved_usd, 0) as reserved_usd),
                freed as (
                  update jobs set committed_usd = committed_usd - c.usd
                    from (select job_id, sum(reserved_usd) as usd from closed group by job_id) c
                   where jobs.job_id = c.job_id and jobs.budget_usd is not null)
                select request_id, granted_at, null::text as ended_before from closed
                """)
            .bind("batch", batchId)
            .bind("reason", reason)
            .mapTo(RequestKey.class)
            .list();
    EventLog.requests(handle, closed);
  }
}
