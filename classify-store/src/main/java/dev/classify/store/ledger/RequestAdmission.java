package dev.classify.store.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// Decides whether a request may be sent, and enters it in the ledger if so.
///
/// At 10,000 requests per minute this is most of a worker's work. One statement therefore checks
/// everything and enters the request; only if it does not, others find out why.
final class RequestAdmission {

  private static final String ENTER =
      """
      insert into llm_requests
        (request_id, granted_at, job_id, batch_key, worker, model, service_tier, indicators, attempt,
         state, tokens_estimated, reserved_usd)
      select :id, :grantedAt, :jobId, :batchKey, :worker, :model, :serviceTier, :indicators, :attempt,
             'sent', :tokensEstimated, :reservedUsd
      """;

  /// The job is neither stopped nor paused, the provider accepts requests, and no earlier try is
  /// answered or in flight. When a batch of rows is stored, its replies are deleted, so that has to
  /// be looked for as well.
  private static final String ALLOWED =
      """
       jobs.job_id = :jobId and jobs.state <> 'stopped' and jobs.pause_reason is null
         and not exists (select from llm_budgets
                          where budget = :budgetKey and held_until > clock_timestamp())
         and not exists (select from llm_replies where request_id = :id)
         and not exists (select from job_batches where batch_key = :batchKey)
         and not exists (select from llm_requests
                          where request_id = :id and state = 'sent'
                            and (sent_at + :timeout::interval > clock_timestamp()
                                 or provider_batch is not null))
      """;

  /// Locks the job's row until the request is entered: none is entered once the job is stopped.
  private static final String ENTER_WITHOUT_CAP =
      ENTER + "from jobs where budget_usd is null and" + ALLOWED + "for share of jobs";

  /// Requests of a job with a cap lock each other out, because they change the row.
  private static final String ENTER_WITH_CAP =
      """
      with room as (
        update jobs set committed_usd = committed_usd + :reservedUsd
         where committed_usd + :reservedUsd <= budget_usd and
      """
          + ALLOWED
          + "returning job_id)\n"
          + ENTER
          + "from room";

  private RequestAdmission() {}

  static LedgerEntry admit(Handle handle, LedgerRequest request) {
    // Two tries of the same request, such as one by a worker that was given up too early, must not
    // both be sent.
    handle.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", request.id());
    return enter(handle, request, ENTER_WITHOUT_CAP)
            || (request.reservedUsd() != null && enter(handle, request, ENTER_WITH_CAP))
        ? new LedgerEntry.Entered()
        : refuse(handle, request);
  }

  private static boolean enter(Handle handle, LedgerRequest request, String statement) {
    Update update = handle.createUpdate(statement).bindMethods(request);
    return 1 == update.bind("timeout", request.timeout().toString()).execute();
  }

  /// Why a request was not entered. If the reason is gone by now, it is entered all the same.
  private static LedgerEntry refuse(Handle handle, LedgerRequest request) {
    Optional<LedgerEntry> earlier = earlierTry(handle, request);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Gate gate = gate(handle, request);
    if (gate.stopReason() != null) {
      return new LedgerEntry.JobStopped(gate.stopReason());
    }
    if (gate.pauseReason() != null) {
      return new LedgerEntry.JobPaused(gate.pauseReason());
    }
    if (gate.heldMillis() > 0) {
      return new LedgerEntry.Held(Duration.ofMillis(gate.heldMillis()));
    }
    BigDecimal cap = gate.budgetUsd();
    Optional<LedgerEntry> refusal =
        cap == null ? Optional.empty() : CostCap.take(handle, request, cap);
    if (refusal.isEmpty()) {
      handle.createUpdate(ENTER).bindMethods(request).execute();
    }
    return refusal.orElse(new LedgerEntry.Entered());
  }

  record EarlierTry(@Nullable String reply, boolean batchStored, @Nullable Long inFlightMillis) {}

  private static Optional<LedgerEntry> earlierTry(Handle handle, LedgerRequest request) {
    EarlierTry earlier =
        handle
            .createQuery(
                """
                select (select reply::text from llm_replies where request_id = :id) as reply,
                       exists (select from job_batches where batch_key = :batchKey)
                         as batch_stored,
                       (select ceil(1000 * extract(epoch from
                                 max(case when provider_batch is null then sent_at
                                          else clock_timestamp() end)
                                 + :timeout::interval - clock_timestamp()))::bigint
                          from llm_requests
                         where request_id = :id and state = 'sent') as in_flight_millis
                """)
            .bindMethods(request)
            .bind("timeout", request.timeout().toString())
            .mapTo(EarlierTry.class)
            .one();
    if (earlier.reply() != null) {
      return Optional.of(new LedgerEntry.AnsweredBefore(earlier.reply()));
    }
    if (earlier.batchStored()) {
      return Optional.of(new LedgerEntry.BatchStored());
    }
    Long left = earlier.inFlightMillis();
    return left == null || left <= 0
        ? Optional.empty()
        : Optional.of(new LedgerEntry.InFlight(Duration.ofMillis(left)));
  }

  /// What a job and its model let through.
  ///
  /// @param stopReason null where the job is not stopped
  /// @param pauseReason null where the job is not paused
  /// @param budgetUsd null where the job has no cap
  /// @param heldMillis how long the provider wants no requests; 0 or less where it takes them
  record Gate(
      @Nullable String stopReason,
      @Nullable String pauseReason,
      @Nullable BigDecimal budgetUsd,
      long heldMillis) {}

  /// Locks the job's row until the request is entered: none is entered once the job is stopped.
  /// Requests of a job with a cap lock each other out, because they change the row; a shared lock
  /// first would let two of them wait for each other.
  private static Gate gate(Handle handle, LedgerRequest request) {
    boolean capped =
        handle
            .createQuery(
                "select exists (select from jobs where job_id = :jobId and budget_usd > 0)")
            .bindMethods(request)
            .mapTo(Boolean.class)
            .one();
    String lock = capped ? "for no key update of jobs" : "for share of jobs";
    return handle
        .createQuery(
            """
            select case state when 'stopped' then coalesce(stop_reason, '') end as stop_reason,
                   pause_reason, budget_usd,
                   coalesce(
                     (select ceil(1000 * extract(epoch from held_until - clock_timestamp()))
                        from llm_budgets where budget = :budgetKey), 0) as held_millis
              from jobs where job_id = :jobId
            """
                + lock)
        .bindMethods(request)
        .mapTo(Gate.class)
        .findOne()
        .orElseGet(() -> new Gate("the job is no longer in the table of jobs", null, null, 0));
  }
}
