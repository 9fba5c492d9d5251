package dev.classify.store.providerbatch;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What a job waits for at the provider's Batch API.
public final class FileProgress {

  /// For people; every file has its own.
  private static final int REASONS_MAX = 5;

  private final Statements statements;

  public FileProgress(DataSource database) {
    this.statements = new Statements(database);
  }

  /// A file of the job.
  ///
  /// @param rows that its lines ask about, each content once
  /// @param rowsAnswered about as many, as the provider counts lines
  /// @param status as the provider names it; null before it has the batch
  /// @param providerId null before
  /// @param expiresAt until when the provider answers; null if unknown
  /// @param problem what keeps it from its next state; null where nothing does
  public record File(
      ProviderBatch.State state,
      @Nullable String providerId,
      @Nullable String status,
      long rows,
      long rowsAnswered,
      Instant since,
      Instant now,
      @Nullable Instant expiresAt,
      @Nullable String problem) {}

  /// What the job waits for.
  ///
  /// @param linesOpen requests that wait for a file
  /// @param files oldest first
  public record Waiting(long linesOpen, List<File> files) {
    public Waiting {
      files = List.copyOf(files);
    }

    public boolean isEmpty() {
      return linesOpen == 0 && files.isEmpty();
    }
  }

  /// What a job waits for; nothing if it has no requests in files.
  public Waiting of(String jobId) throws SQLException {
    return statements.run(
        handle ->
            new Waiting(
                handle
                    .createQuery(
                        """
                        select count(*) from provider_batch_lines
                         where job_id = :jobId and provider_batch is null and not sent_live
                        """)
                    .bind("jobId", jobId)
                    .mapTo(Long.class)
                    .one(),
                handle
                    .createQuery(
                        """
                        select b.state, b.provider_id, b.provider_status as status, r.rows,
                               r.rows * (b.lines_answered + b.lines_failed) / greatest(b.lines, 1)
                                 as rows_answered,
                               coalesce(b.in_progress_at, b.assigned_at) as since,
                               clock_timestamp() as now, b.expires_at, b.problem
                          from provider_batches b
                               cross join lateral (
                                 select coalesce(sum(indicators), 0)::bigint as rows
                                   from llm_requests
                                  where job_id = b.job_id and provider_batch = b.id) r
                         where b.job_id = :jobId and b.state not in ('stored', 'done')
                         order by b.assigned_at
                        """)
                    .bind("jobId", jobId)
                    .mapTo(File.class)
                    .list()));
  }

  /// Why results of requests in files were lost, with the number of requests.
  public record Lost(String reason, long requests) {}

  /// The lost results of a job, most first.
  public List<Lost> lost(String jobId) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select coalesce(reason, '') as reason, count(*) as requests from llm_requests
                     where job_id = :jobId and provider_batch is not null and outcome = 'lost'
                     group by 1 order by 2 desc, 1 limit :reasonsMax
                    """)
                .bind("jobId", jobId)
                .bind("reasonsMax", REASONS_MAX)
                .mapTo(Lost.class)
                .list());
  }

  /// How many requests of a job are in files whose answers are not stored yet.
  public long linesInFiles(String jobId) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    "select count(provider_batch) from provider_batch_lines where job_id = :jobId")
                .bind("jobId", jobId)
                .mapTo(Long.class)
                .one());
  }
}
