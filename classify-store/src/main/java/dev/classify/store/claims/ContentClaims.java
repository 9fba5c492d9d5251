package dev.classify.store.claims;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table of claims: which batch asks a model about which content. A claim ends when its batch
/// is stored.
///
/// Every statement locks rows in the order of their key, so that two batches with contents in
/// common cannot lock each other out.
public final class ContentClaims {

  /// After this time a claim of a batch that nobody continues is deleted.
  private static final int DAYS_KEPT = 1;

  /// The commit does not wait for the disk: a claim that a crash of the database loses is made
  /// again.
  private static final String CLAIM =
      """
      with ended as (delete from content_waits where batch_key = :batchKey)
      insert into content_claims as c
        (answer_version, scope, content_hash, batch_key, job_id, wave)
      select :answerVersion, :scope, hash, :batchKey, :jobId,
             (select coalesce(max(wave) + 1, 0) from content_claims where batch_key = :batchKey)
        from unnest(:hashes) as hash
       where set_config('synchronous_commit', 'off', true) is not null
       order by hash
      on conflict (answer_version, scope, content_hash) do update set
        batch_key = excluded.batch_key, job_id = excluded.job_id,
        wave = case c.batch_key when excluded.batch_key then c.wave else excluded.wave end,
        claimed_at =
          case c.batch_key when excluded.batch_key then c.claimed_at else excluded.claimed_at end,
        refreshed_at = excluded.refreshed_at
      where c.batch_key = excluded.batch_key
         or (:takeAbandoned and c.answer is null and c.refusal is null and %s)
      returning content_hash, wave, claimed_at = refreshed_at as fresh
      """
          .formatted(ContentWaits.ABANDONED);

  private final Statements statements;
  private final Duration stepMax;

  /// @param stepMax after this time without a step the batch of a claim is taken for dead
  public ContentClaims(DataSource database, Duration stepMax) {
    this.statements = new Statements(database);
    this.stepMax = stepMax;
  }

  record OwnClaim(String contentHash, int wave, boolean fresh) {}

  record OtherClaim(
      String contentHash,
      String batchKey,
      String jobId,
      @Nullable String answer,
      @Nullable String refusal) {}

  /// Claims the contents that no other batch asks about. Those that the batch holds already stay
  /// its own. The batch is recorded as one that does not wait.
  ///
  /// @param contentHashes no hash twice
  /// @param takeAbandoned whether to take claims from batches that do not go on, see
  ///     [ContentWaits#look]
  public ClaimedContents claim(Claimant by, List<String> contentHashes, boolean takeAbandoned)
      throws SQLException {
    return statements.run(
        handle -> {
          List<OwnClaim> own =
              handle
                  .createQuery(CLAIM)
                  .bindMethods(by)
                  .bindArray("hashes", String.class, contentHashes)
                  .bind("takeAbandoned", takeAbandoned)
                  .bind("stepMax", stepMax.toString())
                  .mapTo(OwnClaim.class)
                  .list();
          List<OtherClaim> others =
              own.size() == contentHashes.size() ? List.of() : others(handle, by, contentHashes);
          return claimed(own, others);
        });
  }

  /// A statement of its own, so that it sees what was committed while the first one waited.
  private static List<OtherClaim> others(Handle handle, Claimant by, List<String> contentHashes) {
    return handle
        .createQuery(
            """
            select content_hash, batch_key, job_id, answer::text as answer, refusal
              from content_claims
             where answer_version = :answerVersion and scope = :scope
               and content_hash = any(:hashes) and batch_key <> :batchKey
             order by content_hash
            """)
        .bindMethods(by)
        .bindArray("hashes", String.class, contentHashes)
        .mapTo(OtherClaim.class)
        .list();
  }

  private static ClaimedContents claimed(List<OwnClaim> own, List<OtherClaim> others) {
    SortedMap<Integer, List<String>> waves = new TreeMap<>();
    List<String> fresh = new ArrayList<>();
    for (OwnClaim claim : own) {
      waves.computeIfAbsent(claim.wave(), _ -> new ArrayList<>()).add(claim.contentHash());
      if (claim.fresh()) {
        fresh.add(claim.contentHash());
      }
    }
    Map<String, ContentResult> results = new HashMap<>();
    List<HeldContent> held = new ArrayList<>();
    for (OtherClaim claim : others) {
      if (claim.answer() != null) {
        results.put(claim.contentHash(), new ContentResult.Answered(claim.answer()));
      } else if (claim.refusal() != null) {
        results.put(claim.contentHash(), new ContentResult.Refused(claim.refusal()));
      } else {
        held.add(new HeldContent(claim.contentHash(), claim.batchKey(), claim.jobId()));
      }
    }
    return new ClaimedContents(List.copyOf(waves.values()), fresh, results, held);
  }

  /// Gives up claims before the batch is stored.
  public void release(Claimant by, List<String> contentHashes) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    delete(
                        """
                        answer_version = :answerVersion and scope = :scope
                          and content_hash = any(:hashes) and batch_key = :batchKey\
                        """))
                .bindMethods(by)
                .bindArray("hashes", String.class, contentHashes)
                .execute());
  }

  /// Tells other batches what this one has found out about contents that it holds.
  ///
  /// @param results by content hash
  public void publish(Claimant by, Map<String, ContentResult> results) throws SQLException {
    List<String> hashes = new ArrayList<>();
    List<@Nullable String> answers = new ArrayList<>();
    List<@Nullable String> refusals = new ArrayList<>();
    results.forEach(
        (hash, result) -> {
          hashes.add(hash);
          switch (result) {
            case ContentResult.Answered(String json) -> {
              answers.add(json);
              refusals.add(null);
            }
            case ContentResult.Refused(String reason) -> {
              answers.add(null);
              refusals.add(reason);
            }
          }
        });
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update content_claims c set answer = own.answer::json, refusal = own.refusal
                      from (select held.answer_version, held.scope, held.content_hash,
                                   found.answer, found.refusal
                              from unnest(:hashes, :answers, :refusals)
                                     as found(hash, answer, refusal)
                              join content_claims held
                                on held.answer_version = :answerVersion and held.scope = :scope
                               and held.content_hash = found.hash and held.batch_key = :batchKey
                             order by held.content_hash
                               for update of held) as own
                     where c.answer_version = own.answer_version and c.scope = own.scope
                       and c.content_hash = own.content_hash
                    """)
                .bindMethods(by)
                .bindArray("hashes", String.class, hashes)
                .bindArray("answers", String.class, answers)
                .bindArray("refusals", String.class, refusals)
                .execute());
  }

  /// Ends the claims and the wait of a batch as part of the transaction that stores it.
  public static void endBatch(Handle handle, String batchKey) {
    handle
        .createUpdate(
            "with waits as (delete from content_waits where batch_key = :batchKey) "
                + delete("batch_key = :batchKey"))
        .bind("batchKey", batchKey)
        .execute();
  }

  /// Ends those of all batches of a job that will not go on.
  public static void endJob(Handle handle, String jobId) {
    handle
        .createUpdate(
            "with waits as (delete from content_waits where job_id = :jobId) "
                + delete("job_id = :jobId"))
        .bind("jobId", jobId)
        .execute();
  }

  /// Ends those that batches have left which nobody continues.
  public static void endAbandoned(Handle handle) {
    handle
        .createUpdate(
            "with waits as (delete from content_waits"
                + " where waits_since < now() - make_interval(days => :days)) "
                + delete("refreshed_at < now() - make_interval(days => :days)"))
        .bind("days", DAYS_KEPT)
        .execute();
  }

  private static String delete(String condition) {
    return """
    delete from content_claims where (answer_version, scope, content_hash) in (
      select answer_version, scope, content_hash from content_claims
       where %s
       order by answer_version, scope, content_hash
         for update)
    """
        .formatted(condition);
  }
}
