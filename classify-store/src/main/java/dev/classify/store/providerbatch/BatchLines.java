package dev.classify.store.providerbatch;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The lines of batches of rows that wait for the replies.
public final class BatchLines {

  /// A file is written when no line has come for this long: the batches of rows of a job begin
  /// within seconds of each other, and a second file may take as long as the first.
  public static final Duration QUIET = Duration.ofSeconds(5);

  private final Statements statements;

  public BatchLines(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Files lines that are not filed yet, unless their job is stopped.
  public void file(List<BatchLine> lines) throws SQLException {
    if (lines.isEmpty()) {
      return;
    }
    statements.inTransaction(
        handle -> {
          PreparedBatch inserts =
              handle.prepareBatch(
                  """
                  insert into provider_batch_lines
                    (request_id, job_id, batch_key, budget, model, request, bytes, indicators,
                     attempt, prompt_tokens, tokens_estimated, reserved_usd, ready_at)
                  select :requestId, :jobId, :batchKey, :budgetKey, :model, :request::json, :bytes,
                         :indicators, :attempt, :promptTokens, :tokensEstimated, :reservedUsd,
                         clock_timestamp() + :quiet::interval
                    from jobs where job_id = :jobId and state <> 'stopped'
                     and not exists (select from job_batches where batch_key = :batchKey)
                  on conflict (request_id) do nothing
                  """);
          for (BatchLine line : lines) {
            inserts.bindMethods(line).bind("quiet", QUIET.toString()).add();
          }
          return inserts.execute();
        });
  }

  /// How far the lines of a batch of rows are.
  ///
  /// @param open wait for a file
  /// @param assigned are in a file whose answers are not stored yet
  /// @param live are to be sent as requests of their own
  /// @param stopReason why the job was stopped; null if it was not
  public record Wait(
      String batchKey, int open, int assigned, int live, @Nullable String stopReason) {

    /// Whether nothing is left to wait for.
    public boolean over() {
      return assigned == 0 && (open == 0 || stopReason != null);
    }
  }

  /// The waits of batches of rows.
  ///
  /// @param jobs the job of each, by batch key
  public List<Wait> look(Map<String, String> jobs) throws SQLException {
    List<String> batchKeys = List.copyOf(jobs.keySet());
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select w.batch_key,
                           count(l.request_id) filter (
                             where provider_batch is null and not sent_live) as open,
                           count(provider_batch) as assigned,
                           count(*) filter (where sent_live) as live,
                           case when j.job_id is null
                                  then 'the job is no longer in the table of jobs'
                                when j.state = 'stopped' then coalesce(j.stop_reason, '')
                                end as stop_reason
                      from unnest(:batchKeys, :jobIds) as w(batch_key, job_id)
                           left join provider_batch_lines l on l.batch_key = w.batch_key
                           left join jobs j on j.job_id = w.job_id
                     group by w.batch_key, j.job_id
                    """)
                .bindArray("batchKeys", String.class, batchKeys)
                .bindArray("jobIds", String.class, batchKeys.stream().map(jobs::get).toList())
                .mapTo(Wait.class)
                .list());
  }

  /// The lines of a batch of rows that it has to send as requests of their own.
  public List<String> sentLive(String batchKey) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select request_id from provider_batch_lines
                     where batch_key = :batchKey and sent_live
                    """)
                .bind("batchKey", batchKey)
                .mapTo(String.class)
                .list());
  }

  /// Forgets the lines of a batch of rows that are in no file.
  public void withdraw(String batchKey) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from provider_batch_lines
                     where batch_key = :batchKey and provider_batch is null
                    """)
                .bind("batchKey", batchKey)
                .execute());
  }
}
