package dev.classify.store.claims;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table of batches that wait for a content which another batch has claimed.
public final class ContentWaits {

  /// Whether the batch of `c`, a claim, does not go on: its job is paused, or nobody has tried its
  /// step. A job that is paused for a moment keeps its claims. The batches of a stopped job end by
  /// themselves, and a cancelled job has no claims.
  static final String ABANDONED =
      """
      (c.refreshed_at < clock_timestamp() - :stepMax::interval
        or exists (select from jobs holder
                    where holder.job_id = c.job_id
                      and holder.paused_at < clock_timestamp() - interval '1 minute'))\
      """;

  /// After a restart of all workers every claim may seem abandoned until its batch is tried again,
  /// so an abandoned one is waited for as well, for a minute. A paused job takes nothing over.
  private static final String LOOK =
      """
      select w.batch_key,
             c.batch_key is distinct from w.holder_batch_key
               or c.answer is not null or c.refusal is not null
               or (own.pause_reason is null and %s
                   and (c.refreshed_at >= clock_timestamp() - :stepMax::interval
                        or w.waits_since < clock_timestamp() - interval '1 minute')) as over,
             case when own.job_id is null then 'the job is no longer in the table of jobs'
                  when own.state = 'stopped' then coalesce(own.stop_reason, '') end as stop_reason
        from content_waits w
        left join content_claims c
          on c.answer_version = w.answer_version and c.scope = w.scope
         and c.content_hash = w.content_hash
        left join jobs own on own.job_id = w.job_id
       where w.batch_key = any(:batchKeys)
      """
          .formatted(ABANDONED);

  private final Statements statements;
  private final Duration stepMax;

  /// @param stepMax as for [ContentClaims]
  public ContentWaits(DataSource database, Duration stepMax) {
    this.statements = new Statements(database);
    this.stepMax = stepMax;
  }

  /// How a wait stands.
  ///
  /// @param over whether the batch may get the content or its answer now
  /// @param stopReason why the job of the batch was stopped; null if it was not
  public record Wait(String batchKey, boolean over, @Nullable String stopReason) {}

  /// Records that a batch begins to wait.
  public void begin(Claimant by, HeldContent held) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into content_waits
                      (batch_key, job_id, answer_version, scope, content_hash, holder_batch_key,
                       holder_job_id)
                    select :batchKey, :jobId, :answerVersion, :scope, :contentHash, :holderBatch,
                           :holderJob
                     where set_config('synchronous_commit', 'off', true) is not null
                    on conflict (batch_key) do update set
                      content_hash = excluded.content_hash,
                      holder_batch_key = excluded.holder_batch_key,
                      holder_job_id = excluded.holder_job_id, waits_since = excluded.waits_since
                    """)
                .bindMethods(by)
                .bind("contentHash", held.contentHash())
                .bind("holderBatch", held.batchKey())
                .bind("holderJob", held.jobId())
                .execute());
  }

  /// The waits of these batches; none for a batch whose wait has been ended.
  ///
  /// A wait is over when the claim has a result, has ended, or belongs to another batch, and when
  /// its batch does not go on, so that the waiting one may take it.
  public List<Wait> look(Collection<String> batchKeys) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(LOOK)
                .bindArray("batchKeys", String.class, batchKeys)
                .bind("stepMax", stepMax.toString())
                .mapTo(Wait.class)
                .list());
  }
}
