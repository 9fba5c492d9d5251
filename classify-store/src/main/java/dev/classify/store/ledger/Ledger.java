package dev.classify.store.ledger;

import dev.classify.store.Statements;
import dev.classify.store.jobs.Job;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table of LLM requests: one row per request, entered before it is sent.
public final class Ledger {

  private final Statements statements;

  public Ledger(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Enters a request before it is sent.
  public LedgerEntry enter(LedgerRequest request) throws SQLException {
    return statements.run(
        handle -> {
          handle.begin();
          LedgerEntry entry = enter(handle, request);
          handle.commit();
          return entry;
        });
  }

  private static LedgerEntry enter(Handle handle, LedgerRequest request) {
    Gate gate = gate(handle, request, "for share of jobs");
    if (gate.budgetUsd() != null) {
      // One at a time, or two would take the same room. The shared lock is released first: two
      // transactions that both hold it and want it exclusively would wait for each other.
      handle.rollback();
      handle.begin();
      gate = gate(handle, request, "for update of jobs");
    }
    if (gate.stopReason() != null) {
      return new LedgerEntry.JobStopped(gate.stopReason());
    }
    if (gate.heldMillis() > 0) {
      return new LedgerEntry.Held(Duration.ofMillis(gate.heldMillis()));
    }
    BigDecimal cap = gate.budgetUsd();
    Optional<LedgerEntry> refusal =
        cap == null ? Optional.empty() : JobBudget.refusal(handle, request, cap);
    return refusal.isPresent() ? refusal.get() : insert(handle, request);
  }

  /// What a job and its model let through.
  ///
  /// @param stopReason null where the job is not stopped
  /// @param budgetUsd null where the job has no cap
  /// @param heldMillis how long the provider wants no requests; 0 or less where it takes them
  record Gate(@Nullable String stopReason, @Nullable BigDecimal budgetUsd, long heldMillis) {}

  /// Locks the job's row until the request is entered: none is entered once the job is stopped.
  private static Gate gate(Handle handle, LedgerRequest request, String lock) {
    return handle
        .createQuery(
            """
            select case state when 'stopped' then coalesce(stop_reason, '') end as stop_reason,
                   budget_usd,
                   coalesce(
                     (select ceil(1000 * extract(epoch from until - clock_timestamp()))
                        from llm_holds where budget = :budgetKey), 0) as held_millis
              from jobs where job_id = :jobId
            """
                + lock)
        .bindMethods(request)
        .mapTo(Gate.class)
        .findOne()
        .orElseGet(() -> new Gate("the job is no longer in the table of jobs", null, 0));
  }

  private static LedgerEntry insert(Handle handle, LedgerRequest request) {
    int entered =
        handle
            .createUpdate(
                """
                insert into llm_requests
                  (request_id, granted_at, job_id, batch_key, worker, model, indicators, attempt,
                   state, tokens_estimated, reserved_usd)
                values (:id, :grantedAt, :jobId, :batchKey, :worker, :model, :indicators, :attempt,
                        'sent', :tokensEstimated, :reservedUsd)
                on conflict do nothing
                """)
            .bindMethods(request)
            .execute();
    return entered == 1 ? new LedgerEntry.Entered() : new LedgerEntry.EnteredBefore();
  }

  /// Refuses requests to the model for this long.
  ///
  /// @param budgetKey account and model
  public void hold(String budgetKey, Duration time) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into llm_holds (budget, until)
                    values (:budgetKey, clock_timestamp() + :millis * interval '1 millisecond')
                    on conflict (budget) do update set
                      until = greatest(llm_holds.until, excluded.until)
                    """)
                .bind("budgetKey", budgetKey)
                .bind("millis", time.toMillis())
                .execute());
  }

  /// Removes a request that was entered but not sent.
  public void withdraw(LedgerRequest request) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    "delete from llm_requests where request_id = :id and granted_at = :grantedAt")
                .bindMethods(request)
                .execute());
  }

  /// Records the result of a request.
  public void close(LedgerRequest request, LedgerResult result) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update llm_requests
                       set state = :state, outcome = :outcome, tokens_in = :tokensIn,
                           tokens_cached = :tokensCached, tokens_out = :tokensOut,
                           cost_usd = :costUsd, provider_request_id = :providerRequestId,
                           latency_ms = :latencyMillis
                     where request_id = :id and granted_at = :grantedAt
                    """)
                .bindMethods(result)
                .bind("state", result.answered() ? "answered" : "failed")
                .bind("latencyMillis", result.latency().toMillis())
                .bind("id", request.id())
                .bind("grantedAt", request.grantedAt())
                .execute());
  }

  /// The latency below which 95 % of the job's recent answers came; empty without recent answers.
  public Optional<Duration> latencyP95(Job job) throws SQLException {
    String select =
        """
        select percentile_cont(0.95) within group (order by latency_ms)
          from llm_requests
         where job_id = :id and state = 'answered' and sent_at > now() - interval '1 hour'
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
        select count(*) as requests, coalesce(sum(tokens_in), 0) as tokens_in,
               coalesce(sum(tokens_cached), 0) as tokens_cached,
               coalesce(sum(tokens_out), 0) as tokens_out, sum(cost_usd) as cost_usd,
               count(*) filter (where cost_usd is null) as unpriced
          from llm_requests
         where job_id = :id and sent_at >= (select started_at from jobs where job_id = :id)
        """;
    return statements.run(
        handle -> handle.createQuery(select).bindMethods(job).mapTo(Spending.class).one());
  }
}
