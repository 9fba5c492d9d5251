package dev.classify.store.providerbatch;

import dev.classify.store.Statements;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.LostRequests;
import dev.classify.store.ledger.BatchAdmission;
import dev.classify.store.ledger.Ledger;
import dev.classify.store.ledger.LedgerRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The lines of a file: what they ask, and what becomes of them.
public final class LineResults {

  private static final int FETCHED_AT_ONCE = 200;

  private final Statements statements;

  public LineResults(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Reads every line of a file in the same order each time.
  ///
  /// @param line takes the request id and the request as JSON
  public void read(ProviderBatch batch, BiConsumer<String, String> line) throws SQLException {
    statements.inTransaction(
        handle -> {
          handle
              .createQuery(
                  """
                  select request_id, request::text as request from provider_batch_lines
                   where provider_batch = :id order by request_id
                  """)
              .bind("id", batch.id())
              .setFetchSize(FETCHED_AT_ONCE)
              .map(
                  (row, _) -> {
                    line.accept(row.getString("request_id"), row.getString("request"));
                    return 1;
                  })
              .forEach(_ -> {});
          return 0;
        });
  }

  /// A line whose answer is read.
  ///
  /// @param request as JSON
  /// @param row as the ledger knows it
  /// @param failures that say nothing about the question, so far
  public record Asked(String request, LedgerRequest row, int failures) {}

  /// Those of these lines that have no result yet, by request id.
  public Map<String, Asked> asked(ProviderBatch batch, Collection<String> requestIds)
      throws SQLException {
    Map<String, Asked> found = new HashMap<>();
    statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select request_id, request::text as request, granted_at, job_id, batch_key,
                           budget, model, indicators, attempt, tokens_estimated, reserved_usd,
                           failures
                      from provider_batch_lines
                     where provider_batch = :id and request_id = any(:requestIds)
                    """)
                .bind("id", batch.id())
                .bindArray("requestIds", String.class, requestIds)
                .map(
                    (row, _) ->
                        found.put(
                            row.getString("request_id"),
                            new Asked(
                                row.getString("request"),
                                BatchAdmission.line(row),
                                row.getInt("failures"))))
                .list());
    return found;
  }

  /// How many lines of a file have no result yet.
  public int remaining(ProviderBatch batch) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery("select count(*) from provider_batch_lines where provider_batch = :id")
                .bind("id", batch.id())
                .mapTo(Integer.class)
                .one());
  }

  /// Stores results, each once even if it is called again: the ledger's row is closed, and a reply
  /// is kept for the batch of rows.
  ///
  /// @param stopReason why the job has to stop; null where it can continue
  public void close(
      ProviderBatch batch, String owner, List<LineResult> results, @Nullable String stopReason)
      throws SQLException, ProviderBatches.LeaseLost {
    boolean own =
        statements.inTransaction(
            handle -> {
              if (!ProviderBatches.owns(handle, batch, owner)) {
                return false;
              }
              for (LineResult result : results) {
                close(handle, batch, result);
              }
              if (stopReason != null) {
                Jobs.stop(handle, batch.jobId(), stopReason);
              }
              return true;
            });
    if (!own) {
      throw new ProviderBatches.LeaseLost(batch.id());
    }
  }

  private static void close(Handle handle, ProviderBatch batch, LineResult result) {
    Optional<LedgerRequest> line =
        handle
            .createQuery(
                """
                select request_id, granted_at, job_id, batch_key, budget, model, indicators,
                       attempt, tokens_estimated, reserved_usd
                  from provider_batch_lines
                 where provider_batch = :id and request_id = :requestId
                """)
            .bind("id", batch.id())
            .bind("requestId", result.requestId())
            .map((row, _) -> BatchAdmission.line(row))
            .findOne();
    if (line.isEmpty()) {
      return;
    }
    Ledger.close(handle, line.get(), result.result());
    if (result.result().reply() != null) {
      handle.execute("delete from provider_batch_lines where request_id = ?", result.requestId());
    } else {
      handle
          .createUpdate(
              """
              update provider_batch_lines
                 set provider_batch = null, granted_at = null, failures = failures + 1,
                     ready_at = clock_timestamp() + :quiet::interval, sent_live = :sendLive
               where request_id = :requestId
              """)
          .bind("quiet", BatchLines.QUIET.toString())
          .bind("sendLive", result.sendLive())
          .bind("requestId", result.requestId())
          .execute();
    }
  }

  /// Gives back every line that has no result.
  ///
  /// @param lost whether its result will never be known; otherwise the provider has not run it
  /// @param reason for people
  /// @param pause before the lines may be in a file again
  /// @param sendLive whether they are sent as requests of their own
  /// @param refusal why the provider took none of the lines; null where it took some
  /// @param stopReason why the job has to stop; null where it can continue
  public void release(
      ProviderBatch batch,
      String owner,
      boolean lost,
      String reason,
      Duration pause,
      boolean sendLive,
      @Nullable String refusal,
      @Nullable String stopReason)
      throws SQLException, ProviderBatches.LeaseLost {
    boolean own =
        statements.inTransaction(
            handle -> {
              if (!ProviderBatches.owns(handle, batch, owner)) {
                return false;
              }
              if (stopReason != null) {
                Jobs.stop(handle, batch.jobId(), stopReason);
              }
              if (lost) {
                LostRequests.close(handle, batch.id(), reason);
              } else {
                BatchAdmission.closeNotRun(handle, batch.id(), reason);
              }
              release(handle, batch, pause, sendLive);
              handle
                  .createUpdate(
                      """
                      update provider_batches set state = 'stored', refusal = :refusal
                       where id = :id
                      """)
                  .bind("refusal", refusal)
                  .bind("id", batch.id())
                  .execute();
              return true;
            });
    if (!own) {
      throw new ProviderBatches.LeaseLost(batch.id());
    }
  }

  private static void release(
      Handle handle, ProviderBatch batch, Duration pause, boolean sendLive) {
    handle
        .createUpdate(
            """
            delete from provider_batch_lines l using jobs j
             where l.provider_batch = :id and j.job_id = l.job_id and j.state = 'stopped'
            """)
        .bind("id", batch.id())
        .execute();
    handle
        .createUpdate(
            """
            update provider_batch_lines
               set provider_batch = null, granted_at = null, sent_live = :sendLive,
                   ready_at = clock_timestamp() + :pause::interval
             where provider_batch = :id
            """)
        .bind("id", batch.id())
        .bind("pause", pause.toString())
        .bind("sendLive", sendLive)
        .execute();
  }
}
