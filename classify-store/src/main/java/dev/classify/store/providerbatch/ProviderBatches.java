package dev.classify.store.providerbatch;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table of files of requests. A worker leases one, brings it to its next state, and gives it
/// back.
///
/// Every change is refused where another worker has taken the lease meanwhile.
public final class ProviderBatches {

  /// A worker that is silent for this long has died. Much longer than the time between two
  /// renewals, which a full garbage collection or a restart of the database may take.
  public static final Duration LEASE = Duration.ofSeconds(30);

  /// A provider has a day; the rest is for the upload and for clocks that differ.
  static final Duration ANSWERED_WITHIN = Duration.ofHours(26);

  private static final String COLUMNS =
      """
      b.id, b.job_id, b.budget as budget_key, b.model, b.state, b.lines, b.input_file,
      b.output_file, b.error_file,
      (1000 * extract(epoch from clock_timestamp() - b.create_begun_at))::bigint
        as create_begun_millis,
      (1000 * extract(epoch from
         clock_timestamp() - coalesce(b.expires_at, b.assigned_at + :answeredWithin::interval)))
        ::bigint as overdue_millis,
      b.provider_id, b.provider_status, b.refusal, b.looks,
      coalesce(
        (select case when j.state = 'stopped' and j.stop_reason = 'cancelled by a person'
                       then 'cancelled'
                     when j.state = 'stopped' then 'stopped'
                     when j.pause_reason is not null then 'paused'
                     else 'runs' end
           from jobs j where j.job_id = b.job_id), 'cancelled') as job,
      coalesce((select j.tier_fallback from jobs j where j.job_id = b.job_id), false)
        as falls_back,
      coalesce((select j.repair_tier <> 'batch' from jobs j where j.job_id = b.job_id), false)
        as repairs_live
      """;

  private final Statements statements;

  public ProviderBatches(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Another worker handles the batch by now.
  public static final class LeaseLost extends Exception {
    private static final long serialVersionUID = 1;

    LeaseLost(String id) {
      super("provider batch " + id + " is handled by another worker");
    }
  }

  /// Takes a batch that has to be looked at; empty where there is none.
  ///
  /// @param budgetKeys accounts and models that the worker has
  /// @param owner the worker process
  public Optional<ProviderBatch> lease(Collection<String> budgetKeys, String owner)
      throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    update provider_batches b
                       set leased_by = :owner, leased_until = clock_timestamp() + :lease::interval
                     where b.id = (
                       select id from provider_batches
                        where budget = any(:budgetKeys) and state <> 'done'
                          and next_look_at <= clock_timestamp()
                          and leased_until < clock_timestamp()
                        order by next_look_at limit 1 for update skip locked)
                    returning
                    """
                        + COLUMNS)
                .bindArray("budgetKeys", String.class, budgetKeys)
                .bind("owner", owner)
                .bind("lease", LEASE.toString())
                .bind("answeredWithin", ANSWERED_WITHIN.toString())
                .mapTo(ProviderBatch.class)
                .findOne());
  }

  /// Keeps a lease. To be called more often than every [#LEASE].
  public void renew(ProviderBatch batch, String owner) throws SQLException, LeaseLost {
    change(batch, owner, "leased_until = clock_timestamp() + :value::interval", LEASE.toString());
  }

  /// Gives a batch back.
  ///
  /// @param nextLook after which somebody has to look at it again
  /// @param changed whether its state, or what the provider says of it, has changed
  /// @param problem what keeps it from the next state, for people; null where nothing does
  public void giveBack(
      ProviderBatch batch,
      String owner,
      Duration nextLook,
      boolean changed,
      @Nullable String problem)
      throws SQLException, LeaseLost {
    one(
        batch,
        statements.run(
            handle ->
                handle
                    .createUpdate(
                        """
                        update provider_batches
                           set leased_until = clock_timestamp(), problem = :problem,
                               next_look_at = clock_timestamp() + :nextLook::interval,
                               looks = case when :changed then 0 else looks + 1 end
                         where id = :id and leased_by = :owner
                        """)
                    .bind("problem", problem)
                    .bind("nextLook", nextLook.toString())
                    .bind("changed", changed)
                    .bind("id", batch.id())
                    .bind("owner", owner)
                    .execute()));
  }

  /// Ends the leases of earlier processes of a worker.
  public void freeLeases(String worker) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update provider_batches set leased_until = clock_timestamp()
                     where state <> 'done' and starts_with(leased_by, :worker || '#')
                    """)
                .bind("worker", worker)
                .execute());
  }

  /// The provider has the file.
  public void uploaded(ProviderBatch batch, String owner, String fileId)
      throws SQLException, LeaseLost {
    change(batch, owner, "state = 'uploaded', input_file = :value", fileId);
  }

  /// A try to create the batch begins: if its result is lost, the batch may exist.
  public void createBegins(ProviderBatch batch, String owner) throws SQLException, LeaseLost {
    change(batch, owner, "create_begun_at = clock_timestamp()");
  }

  /// No batch was created.
  public void notCreated(ProviderBatch batch, String owner) throws SQLException, LeaseLost {
    change(batch, owner, "create_begun_at = null");
  }

  /// What the provider says of a batch.
  ///
  /// @param inProgressSeconds when it began, in seconds of the Unix epoch; null before
  /// @param expiresSeconds until when it is answered, in seconds of the Unix epoch; null if unknown
  public record Observed(
      String providerId,
      String providerStatus,
      long linesAnswered,
      long linesFailed,
      @Nullable Long inProgressSeconds,
      @Nullable Long expiresSeconds,
      @Nullable String outputFile,
      @Nullable String errorFile) {}

  /// The provider has the batch.
  public void observed(
      ProviderBatch batch, String owner, ProviderBatch.State state, Observed observed)
      throws SQLException, LeaseLost {
    one(
        batch,
        statements.run(
            handle ->
                handle
                    .createUpdate(
                        """
                        update provider_batches
                           set state = :newState, create_begun_at = null, provider_id = :providerId,
                               provider_status = :providerStatus,
                               lines_answered = :linesAnswered, lines_failed = :linesFailed,
                               in_progress_at = to_timestamp(:inProgressSeconds),
                               expires_at = to_timestamp(:expiresSeconds),
                               output_file = :outputFile, error_file = :errorFile
                         where id = :id and leased_by = :owner
                        """)
                    .bindMethods(observed)
                    .bind("newState", text(state))
                    .bind("id", batch.id())
                    .bind("owner", owner)
                    .execute()));
  }

  /// Nothing is left to do.
  public void done(ProviderBatch batch, String owner) throws SQLException, LeaseLost {
    change(batch, owner, "state = 'done', done_at = clock_timestamp()");
  }

  private void change(ProviderBatch batch, String owner, String change)
      throws SQLException, LeaseLost {
    change(batch, owner, change, null);
  }

  private void change(ProviderBatch batch, String owner, String change, @Nullable String value)
      throws SQLException, LeaseLost {
    String update =
        "update provider_batches set " + change + " where id = :id and leased_by = :owner";
    one(
        batch,
        statements.run(
            handle ->
                handle
                    .createUpdate(update)
                    .bindMap(value == null ? Map.of() : Map.of("value", value))
                    .bind("id", batch.id())
                    .bind("owner", owner)
                    .execute()));
  }

  private static void one(ProviderBatch batch, int changed) throws LeaseLost {
    if (changed == 0) {
      throw new LeaseLost(batch.id());
    }
  }

  /// Locks a batch as part of a caller's transaction.
  ///
  /// @return whether this worker handles it
  static boolean owns(Handle handle, ProviderBatch batch, String owner) {
    return handle
        .createQuery(
            "select 1 from provider_batches where id = :id and leased_by = :owner for update")
        .bind("id", batch.id())
        .bind("owner", owner)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static String text(ProviderBatch.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
