package dev.classify.store.providerbatch;

import dev.classify.store.Statements;
import dev.classify.store.ledger.BatchAdmission;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Puts open lines into a new file, each with its row in the ledger and its reservation.
public final class LineAssignment {

  /// A file is written although lines still come: none has to wait for longer.
  private static final Duration WAIT_MAX = Duration.ofMinutes(1);

  /// A job with lines for a file. A file holds lines of one job, so that it can be cancelled.
  private static final String NEXT_JOB =
      """
      select l.job_id from provider_batch_lines l join jobs j using (job_id)
       where l.budget = :budget and l.provider_batch is null and not l.sent_live
         and j.state <> 'stopped' and j.pause_reason is null
       group by l.job_id
      having min(l.ready_at) <= clock_timestamp()
         and (max(l.ready_at) <= clock_timestamp() or count(*) >= :linesMax
              or sum(l.bytes) >= :bytesMax
              or min(l.ready_at) < clock_timestamp() - :waitMax::interval)
       order by min(l.filed_at) limit 1
      """;

  /// Half of what the provider refused as too much, for an hour, counts as its limit.
  private static final String QUEUE =
      """
      select coalesce(sum(prompt_tokens) filter (where state in ('assigned', 'uploaded', 'running')),
                      0) as queued,
             min(prompt_tokens) filter (where refusal = 'token_limit_exceeded'
                                          and assigned_at > clock_timestamp() - interval '1 hour')
               / 2 as learned_max,
             (select coalesce(sum(prompt_tokens), 0) from provider_batch_lines
               where budget = :budget and job_id = :jobId and provider_batch is null
                 and not sent_live) as open
        from provider_batches where budget = :budget
      """;

  /// The first lines that fit. A line whose request may be on its way on its own is left out.
  private static final String CHOOSE =
      """
      with room as (
        select request_id,
               row_number() over line as number,
               sum(bytes) over line as bytes,
               sum(prompt_tokens) over line as tokens,
               sum(coalesce(reserved_usd, 0)) over line as usd
          from provider_batch_lines l
         where budget = :budget and job_id = :jobId and provider_batch is null and not sent_live
           and ready_at <= clock_timestamp() + :quiet::interval
           and not exists (select from llm_requests r
                            where r.request_id = l.request_id and r.state = 'sent'
                              and r.sent_at > clock_timestamp() - interval '15 minutes')
        window line as (order by filed_at, request_id))
      update provider_batch_lines l
         set provider_batch = :id, granted_at = transaction_timestamp()
        from room
       where room.request_id = l.request_id and room.number <= :linesMax
         and room.bytes <= :bytesMax and (room.tokens <= :tokensMax or room.number = 1)
         and (:roomUsd::numeric is null or room.usd <= :roomUsd::numeric)
      """;

  /// While other files are queued, a file of less than this part of the queue is made only of the
  /// last lines.
  private static final int FULL_FILES_QUEUED = 4;

  private final Statements statements;
  private final FileLimits limits;

  public LineAssignment(DataSource database, FileLimits limits) {
    this.statements = new Statements(database);
    this.limits = limits;
  }

  /// Prompt tokens that the provider has queued, and those of the job that wait for a file.
  ///
  /// @param learnedMax null where the provider has refused nothing
  record Queue(long queued, @Nullable Long learnedMax, long open) {

    private long max(long configuredMax) {
      return learnedMax == null ? configuredMax : Math.min(configuredMax, learnedMax);
    }

    /// How many tokens may be added; 0 or less for none.
    long room(long configuredMax) {
      return max(configuredMax) - queued;
    }

    /// Whether there is room for a file that is worth its time: one of a few lines may take as long
    /// as a full one, and room becomes free bit by bit as such files end.
    boolean hasRoomForAFile(long configuredMax) {
      return queued == 0
          || room(configuredMax) >= Math.min(open, max(configuredMax) / FULL_FILES_QUEUED);
    }
  }

  /// Makes a file of open lines of a job, if there are enough or no more come.
  ///
  /// @param id of the new file
  /// @param worker that makes it
  /// @return how many lines it has; 0 where none was made
  public int assign(String id, String budgetKey, String worker) throws SQLException {
    return statements.inTransaction(handle -> assign(handle, id, budgetKey, worker));
  }

  private int assign(Handle handle, String id, String budgetKey, String worker) {
    Optional<String> job = nextJob(handle, budgetKey);
    if (job.isEmpty()) {
      return 0;
    }
    // Workers that make files at the same time would count the queue without each other's.
    handle.execute("select pg_advisory_xact_lock(hashtextextended(?, 1))", budgetKey);
    if (nextJob(handle, budgetKey).filter(job.get()::equals).isEmpty()) {
      return 0;
    }
    Queue queue =
        handle
            .createQuery(QUEUE)
            .bind("budget", budgetKey)
            .bind("jobId", job.get())
            .mapTo(Queue.class)
            .one();
    long tokens = queue.room(limits.queuedTokensMax());
    if (!queue.hasRoomForAFile(limits.queuedTokensMax())) {
      return 0;
    }
    dropAnswered(handle, job.get());
    Optional<BatchAdmission.Room> room = BatchAdmission.open(handle, job.get(), budgetKey);
    if (room.isEmpty()) {
      return 0;
    }
    insert(handle, id, job.get(), budgetKey);
    int lines = choose(handle, id, job.get(), budgetKey, tokens, room.get().usd());
    if (lines == 0) {
      handle.execute("delete from provider_batches where id = ?", id);
      return 0;
    }
    BatchAdmission.enter(handle, id, worker);
    handle
        .createUpdate(
            """
            update provider_batches b
               set lines = l.lines, prompt_tokens = l.tokens, model = l.model
              from (select count(*) as lines, sum(prompt_tokens) as tokens, min(model) as model
                      from provider_batch_lines where provider_batch = :id) l
             where b.id = :id
            """)
        .bind("id", id)
        .execute();
    return lines;
  }

  /// Two tries of a step may overlap after Restate was restarted. One of them may have filed a line
  /// when its reply was just kept, or the batch of rows stored, for the other one. An earlier run
  /// may also have sent the request on its own.
  private static void dropAnswered(Handle handle, String jobId) {
    handle
        .createUpdate(
            """
            delete from provider_batch_lines l
             where job_id = :jobId and provider_batch is null
               and (exists (select from llm_replies r where r.request_id = l.request_id)
                 or exists (select from job_batches b where b.batch_key = l.batch_key))
            """)
        .bind("jobId", jobId)
        .execute();
  }

  private Optional<String> nextJob(Handle handle, String budgetKey) {
    return handle
        .createQuery(NEXT_JOB)
        .bind("budget", budgetKey)
        .bind("linesMax", limits.linesMax())
        .bind("bytesMax", limits.bytesMax())
        .bind("waitMax", WAIT_MAX.toString())
        .mapTo(String.class)
        .findOne();
  }

  private static void insert(Handle handle, String id, String jobId, String budgetKey) {
    handle
        .createUpdate(
            """
            insert into provider_batches (id, job_id, budget, model, state, lines, prompt_tokens)
            values (:id, :jobId, :budget, '', 'assigned', 0, 0)
            """)
        .bind("id", id)
        .bind("jobId", jobId)
        .bind("budget", budgetKey)
        .execute();
  }

  /// @param roomUsd of the cost cap; null for no cap
  private int choose(
      Handle handle,
      String id,
      String jobId,
      String budgetKey,
      long tokensMax,
      @Nullable BigDecimal roomUsd) {
    return handle
        .createUpdate(CHOOSE)
        .bind("quiet", BatchLines.QUIET.toString())
        .bind("id", id)
        .bind("jobId", jobId)
        .bind("budget", budgetKey)
        .bind("linesMax", limits.linesMax())
        .bind("bytesMax", limits.bytesMax())
        .bind("tokensMax", tokensMax)
        .bind("roomUsd", roomUsd)
        .execute();
  }
}
