package dev.classify.store.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.budget.GrantRequest;
import dev.classify.budget.GrantResponse;
import dev.classify.budget.SharedBudget;
import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table of shared budgets. Each call is one short transaction that locks the row of a budget.
///
/// Every method throws [SQLException] where the database is down; nothing is changed then.
public final class SharedBudgets {

  private static final JsonMapper JSON = new JsonMapper();

  /// How long a job has waited for a model that fails. The time before the job was started or
  /// resumed does not count: it has to try whether the model answers.
  private static final String WAITED_SECONDS =
      """
      extract(epoch from clock_timestamp() - greatest(
        to_timestamp(:failingSinceMillis / 1000.0), started_at, resumed_at))\
      """;

  private final Statements statements;

  public SharedBudgets(DataSource database) {
    this.statements = new Statements(database);
  }

  /// A budget as people look at it.
  ///
  /// @param nowMillis by the clock of the database, which its times refer to
  /// @param sentLastMinute requests to the model, of all accounts
  public record View(
      String budgetKey, String model, SharedBudget state, long nowMillis, long sentLastMinute) {}

  /// Leases send slots for the jobs whose requests wait in a worker.
  ///
  /// A job that has waited for a failing model for longer than its patience is paused, or takes the
  /// answers of the rules.
  ///
  /// @param budgetKey account and model
  /// @param requests one for each job
  public LeasedSlots lease(String budgetKey, String model, List<GrantRequest> requests)
      throws SQLException {
    return statements.inTransaction(
        handle -> {
          // A slot is used only after the ledger has committed durably, which writes this as well.
          handle.execute("set local synchronous_commit = off");
          SharedBudget state = lock(handle, budgetKey, model);
          long now = clock(handle);
          String[] jobs = requests.stream().map(GrantRequest::job).toArray(String[]::new);
          pauseImpatient(handle, model, state, jobs, now);
          Map<String, JobGate> gates = gates(handle, model, state, jobs, now);
          List<GrantRequest> open =
              requests.stream().filter(request -> isOpen(gates.get(request.job()))).toList();
          SharedBudget.Lease lease = state.lease(open, now);
          write(handle, budgetKey, lease.next());
          Map<String, GrantResponse> responses = new HashMap<>();
          for (int i = 0; i < open.size(); i++) {
            responses.put(open.get(i).job(), lease.responses().get(i));
          }
          return new LeasedSlots(responses, gates, lease.probe(), lease.next(), now);
        });
  }

  /// Records a failure that says nothing about the rows of the request.
  ///
  /// @param probe whether the request was a probe
  /// @return the state afterwards
  public SharedBudget failed(String budgetKey, String model, String reason, boolean probe)
      throws SQLException {
    return change(budgetKey, model, (state, now) -> state.failed(reason, probe, now));
  }

  /// Records that requests hang: the circuit breaker opens at once.
  public SharedBudget hangs(String budgetKey, String model, String reason) throws SQLException {
    return change(budgetKey, model, (state, now) -> state.hangs(reason, now));
  }

  /// Records a good answer.
  ///
  /// @return the state afterwards
  public SharedBudget succeeded(String budgetKey, String model) throws SQLException {
    return change(budgetKey, model, SharedBudget::succeeded);
  }

  /// Refuses requests for this long, at most [SharedBudget#HOLD_MAX].
  public SharedBudget hold(String budgetKey, String model, Duration time) throws SQLException {
    return change(budgetKey, model, (state, now) -> state.held(time, now));
  }

  /// Lifts the hold of a budget, and lets a probe be sent at once.
  ///
  /// @return whether there is such a budget
  public boolean release(String budgetKey) throws SQLException {
    Optional<View> known =
        all().stream().filter(view -> view.budgetKey().equals(budgetKey)).findFirst();
    if (known.isPresent()) {
      change(budgetKey, known.get().model(), SharedBudget::released);
    }
    return known.isPresent();
  }

  /// Every budget, by key.
  public List<View> all() throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select budget, model, state::text as state,
                           (1000 * extract(epoch from clock_timestamp()))::bigint as now,
                           (select count(*) from llm_requests r
                             where r.model = b.model and r.provider_batch is null
                               and r.sent_at > now() - interval '60 seconds') as sent
                      from llm_budgets b order by budget
                    """)
                .map(
                    (row, _) ->
                        new View(
                            row.getString("budget"),
                            row.getString("model"),
                            read(row.getString("state")),
                            row.getLong("now"),
                            row.getLong("sent")))
                .list());
  }

  private static boolean isOpen(@Nullable JobGate gate) {
    return gate != null && gate.stopReason() == null && gate.pauseReason() == null;
  }

  private SharedBudget change(
      String budgetKey, String model, BiFunction<SharedBudget, Long, SharedBudget> change)
      throws SQLException {
    return statements.inTransaction(
        handle -> {
          SharedBudget state = lock(handle, budgetKey, model);
          SharedBudget next = change.apply(state, clock(handle));
          write(handle, budgetKey, next);
          return next;
        });
  }

  private static SharedBudget lock(Handle handle, String budgetKey, String model) {
    String select = "select state::text from llm_budgets where budget = :budgetKey for update";
    Optional<String> state =
        handle.createQuery(select).bind("budgetKey", budgetKey).mapTo(String.class).findOne();
    if (state.isEmpty()) {
      handle
          .createUpdate(
              """
              insert into llm_budgets (budget, model, state)
              values (:budgetKey, :model, :state::jsonb) on conflict do nothing
              """)
          .bind("budgetKey", budgetKey)
          .bind("model", model)
          .bind("state", write(SharedBudget.FRESH))
          .execute();
      state = handle.createQuery(select).bind("budgetKey", budgetKey).mapTo(String.class).findOne();
    }
    return read(state.orElseThrow());
  }

  /// Read after the lock, so that the times of the workers follow each other.
  private static long clock(Handle handle) {
    return handle
        .createQuery("select (1000 * extract(epoch from clock_timestamp()))::bigint")
        .mapTo(Long.class)
        .one();
  }

  private static void write(Handle handle, String budgetKey, SharedBudget state) {
    handle
        .createUpdate(
            """
            update llm_budgets
               set state = :state::jsonb, updated_at = clock_timestamp(),
                   held_until = to_timestamp(:heldUntilMillis / 1000.0)
             where budget = :budgetKey
            """)
        .bind("state", write(state))
        .bind("heldUntilMillis", state.budget().heldUntilMillis())
        .bind("budgetKey", budgetKey)
        .execute();
  }

  private static Map<String, JobGate> gates(
      Handle handle, String model, SharedBudget state, String[] jobs, long now) {
    String failure = failure(model, state, now);
    Map<String, JobGate> gates = new HashMap<>();
    for (String job : jobs) {
      gates.put(job, JobGate.MISSING);
    }
    handle
        .createQuery(
            """
            select job_id,
                   case state when 'stopped' then coalesce(stop_reason, '') end as stop_reason,
                   pause_reason,
                   case when :failing and %s >= rules_after_seconds
                     then :failure end as model_failure
              from jobs where job_id = any(:jobs)
            """
                .formatted(WAITED_SECONDS))
        .bind("jobs", jobs)
        .bind("failing", state.breaker().opened())
        .bind("failingSinceMillis", state.breaker().failingSinceMillis())
        .bind("failure", failure)
        .map(
            (row, _) ->
                gates.put(
                    row.getString("job_id"),
                    new JobGate(
                        row.getString("stop_reason"),
                        row.getString("pause_reason"),
                        row.getString("model_failure"))))
        .list();
    return gates;
  }

  /// Without a limit while a command waits for the job; a detached job waits for a day.
  private static void pauseImpatient(
      Handle handle, String model, SharedBudget state, String[] jobs, long now) {
    if (!state.breaker().opened()) {
      return;
    }
    handle
        .createUpdate(
            """
            update jobs
               set pause_reason = :reason, paused_at = clock_timestamp()
             where job_id = any(:jobs) and pause_reason is null and state in ('running', 'detached')
               and %s >= coalesce(
                     model_patience_seconds, case state when 'detached' then 86400 end)
            """
                .formatted(WAITED_SECONDS))
        .bind("jobs", jobs)
        .bind("failingSinceMillis", state.breaker().failingSinceMillis())
        .bind("reason", failure(model, state, now))
        .execute();
  }

  private static String failure(String model, SharedBudget state, long now) {
    long failingSeconds = (now - state.breaker().failingSinceMillis()) / 1_000;
    return "%s has failed for %d s: %s"
        .formatted(model, failingSeconds, state.breaker().lastFailure());
  }

  static SharedBudget read(String json) {
    try {
      return JSON.readValue(json, SharedBudget.class);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("llm_budgets holds no budget of this build: " + json, fault);
    }
  }

  private static String write(SharedBudget state) {
    try {
      return JSON.writeValueAsString(state);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
