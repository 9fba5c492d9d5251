package dev.classify.store.ledger;

import dev.classify.store.Statements;
import dev.classify.store.events.EventLog;
import dev.classify.store.events.RequestKey;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobCosts;
import dev.classify.store.jobs.Jobs;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/// The table of LLM requests: one row per request, entered before it is sent.
public final class Ledger {

  private final Statements statements;

  public Ledger(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Enters a request before it is sent, if no earlier try of it is in flight or answered.
  public LedgerEntry enter(LedgerRequest request) throws SQLException {
    return statements.inTransaction(handle -> RequestAdmission.admit(handle, request));
  }

  /// Removes a request that was entered but not sent.
  public void withdraw(LedgerRequest request) throws SQLException {
    statements.inTransaction(
        handle -> {
          int withdrawn =
              handle
                  .createUpdate(
                      """
                      delete from llm_requests
                       where request_id = :id and granted_at = :grantedAt and state = 'sent'
                      """)
                  .bindMethods(request)
                  .execute();
          if (withdrawn == 1 && request.reservedUsd() != null) {
            CostCap.settle(handle, request.jobId(), request.reservedUsd(), BigDecimal.ZERO);
          }
          return withdrawn;
        });
  }

  /// Records the result of a request, once even if it is called again, and keeps its reply. Stops
  /// the job where too many of its requests fail for the same reason.
  public void close(LedgerRequest request, LedgerResult result) throws SQLException {
    statements.inTransaction(handle -> close(handle, request, result));
  }

  /// The same as part of a caller's transaction.
  ///
  /// @return whether the request was not closed before
  public static boolean close(Handle handle, LedgerRequest request, LedgerResult result) {
    Optional<RequestKey> closed =
        handle
            .createQuery(
                """
                with before as (
                  select request_id, granted_at, outcome from llm_requests
                   where request_id = :id and granted_at = :grantedAt
                     and (state = 'sent' or outcome = 'interrupted')
                     for update)
                update llm_requests r
                   set state = :state, outcome = :outcome, reason = :reason,
                       rows_answered = :rowsAnswered, tokens_in = :tokensIn,
                       tokens_cached = :tokensCached, tokens_cache_write = :tokensCacheWrite,
                       tokens_out = :tokensOut, cost_usd = :costUsd,
                       service_tier = coalesce(:serviceTier, r.service_tier),
                       provider_request_id = :providerRequestId, latency_ms = :latencyMillis
                  from before
                 where r.request_id = before.request_id and r.granted_at = before.granted_at
                returning r.request_id, r.granted_at, before.outcome as ended_before
                """)
            .bindMethods(result)
            .bind("state", result.answered() ? "answered" : "failed")
            .bind("latencyMillis", result.latency().toMillis())
            .bind("id", request.id())
            .bind("grantedAt", request.grantedAt())
            .mapTo(RequestKey.class)
            .findOne();
    if (closed.isPresent() && request.reservedUsd() != null && result.costUsd() != null) {
      CostCap.settle(handle, request.jobId(), request.reservedUsd(), result.costUsd());
    }
    if (result.reply() != null) {
      keep(handle, request, result.reply());
    }
    if (result.rowsAnswered() == 0) {
      ErrorBrake.stopReason(handle, request.jobId())
          .ifPresent(reason -> Jobs.stop(handle, request.jobId(), reason));
    }
    EventLog.requests(handle, closed.stream().toList());
    return closed.isPresent();
  }

  /// Closes the requests that an earlier process of a worker had in flight: nobody will read their
  /// answers, so no later try has to wait for them.
  ///
  /// @param startedAt of the present process, whose own requests are newer
  public int closeInterrupted(String worker, Instant startedAt) throws SQLException {
    return statements.inTransaction(
        handle -> {
          List<RequestKey> interrupted =
              handle
                  .createQuery(
                      """
                      update llm_requests
                         set state = 'failed', outcome = 'interrupted',
                             reason = 'its worker died before it had the answer'
                       where worker = :worker and state = 'sent' and sent_at < :startedAt
                         and provider_batch is null
                      returning request_id, granted_at, null::text as ended_before
                      """)
                  .bind("worker", worker)
                  .bind("startedAt", startedAt)
                  .mapTo(RequestKey.class)
                  .list();
          EventLog.requests(handle, interrupted);
          return interrupted.size();
        });
  }

  /// Keeps the reply of a request that was closed before, until its batch is stored.
  public void keep(LedgerRequest request, String reply) throws SQLException {
    statements.run(handle -> keep(handle, request, reply));
  }

  private static int keep(Handle handle, LedgerRequest request, String reply) {
    return handle
        .createUpdate(
            """
            insert into llm_replies (request_id, batch_key, job_id, reply)
            values (:id, :batchKey, :jobId, :reply::json) on conflict do nothing
            """)
        .bindMethods(request)
        .bind("reply", reply)
        .execute();
  }

  /// The replies to requests of a batch that an earlier try of the batch has left, by request.
  public Map<String, String> keptReplies(String batchKey) throws SQLException {
    Map<String, String> replies = new HashMap<>();
    statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select request_id, reply::text as reply from llm_replies
                     where batch_key = :batchKey
                    """)
                .bind("batchKey", batchKey)
                .map((row, _) -> replies.put(row.getString("request_id"), row.getString("reply")))
                .list());
    return replies;
  }

  /// The latency below which 95 % of the job's recent answers came; empty without recent answers.
  ///
  /// It is asked every few seconds, so it reads the latest 20,000 requests at most: 40 seconds at
  /// 30,000 per minute, where an hour has 1.8 million.
  public Optional<Duration> latencyP95(Job job) throws SQLException {
    String select =
        """
        select percentile_cont(0.95) within group (order by latency_ms)
          from (select latency_ms, sent_at, state, provider_batch from llm_requests
                 where job_id = :id and sent_at > now() - interval '1 hour'
                 order by sent_at desc limit 20000) latest
         where state = 'answered' and provider_batch is null
           and sent_at + latency_ms * interval '1 millisecond' > now() - interval '2 minutes'
        """;
    return statements
        .run(handle -> handle.createQuery(select).bindMethods(job).mapTo(Double.class).findOne())
        .map(millis -> Duration.ofMillis(millis.longValue()));
  }

  /// What a job has spent since it was last opened.
  public Spending spending(Job job) throws SQLException {
    String select =
        """
        with run as (
          select * from llm_requests
           where job_id = :id and sent_at >= (select started_at from jobs where job_id = :id))
        select count(*) as requests, coalesce(sum(tokens_in), 0) as tokens_in,
               coalesce(sum(tokens_cached), 0) as tokens_cached,
               coalesce(sum(tokens_cache_write), 0) as tokens_cache_write,
               coalesce(sum(tokens_out), 0) as tokens_out, sum(cost_usd) as cost_usd,
               count(*) filter (where cost_usd is null) as unpriced,
               (%s) as rows_asked
          from run
        """
            .formatted(JobCosts.rowsAsked("run"));
    return statements.run(
        handle -> handle.createQuery(select).bindMethods(job).mapTo(Spending.class).one());
  }
}
