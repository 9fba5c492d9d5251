package dev.classify.store.jobs;

import dev.classify.store.Statements;
import dev.classify.store.events.EventLog;
import dev.classify.store.events.RequestKey;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Requests that were sent and whose result nobody will record: their worker is gone, or the file
/// that they are in.
///
/// Each holds a reservation, because it may have been billed. To release it, the request is
/// recorded as failed with the outcome `lost`, at no cost.
public final class LostRequests {

  /// Every request has ended after this time, unless `LLM_TIMEOUT` is longer.
  public static final Duration IN_FLIGHT_MAX = Duration.ofMinutes(15);

  /// After this time a reservation is released without being asked for.
  public static final Duration KEPT_MAX = Duration.ofDays(1);

  private final Statements statements;

  public LostRequests(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Requests that were released.
  ///
  /// @param reservedUsd what they held
  public record Released(long requests, BigDecimal reservedUsd) {}

  record Lost(String requestId, Instant grantedAt, BigDecimal reservedUsd) {}

  /// Releases the lost requests of all jobs.
  ///
  /// @param model null for every model
  /// @param age of the requests, at least; none of this age may be in flight
  public Released release(@Nullable String model, Duration age) throws SQLException {
    return statements.inTransaction(handle -> release(handle, null, model, age));
  }

  /// Releases the lost requests of a job as part of a caller's transaction.
  ///
  /// @param age of the requests, at least; none of this age may be in flight
  public static Released releaseOf(Handle handle, String jobId, Duration age) {
    return release(handle, jobId, null, age);
  }

  /// Closes the requests of a file that the provider no longer has, and releases their reservations
  /// as part of a caller's transaction. To be called a day after they were sent at the earliest.
  ///
  /// @param reason for people
  public static void close(Handle handle, String providerBatch, String reason) {
    List<RequestKey> closed =
        handle
            .createQuery(
                """
                with lost as (
                  select request_id, granted_at, job_id, coalesce(reserved_usd, 0) as reserved_usd
                    from llm_requests
                   where state = 'sent' and provider_batch = :providerBatch
                   for update),
                closed as (
                  update llm_requests r
                     set state = 'failed', outcome = 'lost', reserved_usd = 0, reason = :reason
                    from lost
                   where r.request_id = lost.request_id and r.granted_at = lost.granted_at),
                freed as (
                  update jobs set committed_usd = committed_usd - held.usd
                    from (select job_id, sum(reserved_usd) as usd from lost group by job_id) as held
                   where jobs.job_id = held.job_id and jobs.budget_usd is not null)
                select request_id, granted_at, null::text as ended_before from lost
                """)
            .bind("providerBatch", providerBatch)
            .bind("reason", reason)
            .mapTo(RequestKey.class)
            .list();
    EventLog.requests(handle, closed);
  }

  private static Released release(
      Handle handle, @Nullable String jobId, @Nullable String model, Duration age) {
    List<Lost> released =
        handle
            .createQuery(
                """
                with lost as (
                  select request_id, granted_at, job_id, coalesce(reserved_usd, 0) as reserved_usd
                    from llm_requests
                   where state = 'sent' and sent_at < clock_timestamp() - :age::interval
                     and provider_batch is null
                     and (:jobId::text is null or job_id = :jobId)
                     and (:model::text is null or model = :model)
                   for update),
                released as (
                  update llm_requests r
                     set state = 'failed', outcome = 'lost', reserved_usd = 0,
                         reason = 'no result was recorded; its reservation was released'
                    from lost
                   where r.request_id = lost.request_id and r.granted_at = lost.granted_at),
                freed as (
                  update jobs set committed_usd = committed_usd - held.usd
                    from (select job_id, sum(reserved_usd) as usd from lost group by job_id) as held
                   where jobs.job_id = held.job_id and jobs.budget_usd is not null)
                select request_id, granted_at, reserved_usd from lost
                """)
            .bind("age", age.toString())
            .bind("jobId", jobId)
            .bind("model", model)
            .mapTo(Lost.class)
            .list();
    EventLog.requests(
        handle,
        released.stream()
            .map(lost -> new RequestKey(lost.requestId(), lost.grantedAt(), null))
            .toList());
    return new Released(
        released.size(),
        released.stream().map(Lost::reservedUsd).reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
