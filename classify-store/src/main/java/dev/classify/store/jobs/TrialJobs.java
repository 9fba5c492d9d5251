package dev.classify.store.jobs;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/// Jobs that only try something out: how many rows they stored, and how to remove them.
///
/// Their ids and those of their rows begin with a prefix, so that no row of a user is touched.
/// Their requests stay in the ledger, since they were paid for.
public final class TrialJobs {

  /// Jobs of `verify`: made-up rows that test a cluster.
  public static final String VERIFY_PREFIX = "classify-verify-";

  /// Jobs of `evaluate`: labelled rows that test a model.
  public static final String EVALUATION_PREFIX = "classify-evaluate-";

  private static final List<String> DELETES =
      List.of(
          """
          delete from classification_attempts where indicator_id in (
            select indicator_id from classifications where job_id = :jobId
            union select indicator_id from rejections where job_id = :jobId)
          """,
          "delete from review_items where job_id = :jobId",
          "delete from classifications where job_id = :jobId",
          "delete from rejections where job_id = :jobId",
          "delete from job_batches where job_id = :jobId",
          "delete from jobs where job_id = :jobId");

  private final Statements statements;
  private final String prefix;

  public TrialJobs(DataSource database) {
    this(database, VERIFY_PREFIX);
  }

  /// The trials of one kind.
  ///
  /// @param prefix [#VERIFY_PREFIX] or [#EVALUATION_PREFIX]
  public TrialJobs(DataSource database, String prefix) {
    this.statements = new Statements(database);
    this.prefix = prefix;
  }

  /// Whether the rows of a job are made up and will be removed.
  public static boolean isTrial(String jobId) {
    return jobId.startsWith(VERIFY_PREFIX) || jobId.startsWith(EVALUATION_PREFIX);
  }

  /// How many rows a job has stored.
  ///
  /// @param rows answered or rejected rows
  /// @param attempts at these rows; more than `rows` if a row was stored twice
  /// @param inBatches rows as counted by the batches; more than `rows` if a batch was stored twice
  public record StoredRows(long rows, long attempts, long inBatches) {}

  /// Writes a row and takes it back before anyone can see it.
  public void checkWritable() throws SQLException {
    statements.inTransaction(
        handle -> {
          int written =
              handle.execute(
                  """
                  insert into jobs
                    (job_id, source, provider, answer_version, state, rows_total, rows_refused)
                  values ('classify-verify-write', 'nothing', 'none', 'none', 'running', 0, 0)
                  """);
          handle.rollback();
          return written;
        });
  }

  public StoredRows stored(String jobId) throws SQLException {
    String select =
        """
        with ids as (
          select indicator_id from classifications where job_id = :jobId
          union all
          select indicator_id from rejections where job_id = :jobId)
        select (select count(*) from ids) as rows,
               (select count(*) from classification_attempts a join ids using (indicator_id))
                 as attempts,
               (select coalesce(sum(classified + unchanged + rejected), 0)
                  from job_batches where job_id = :jobId) as in_batches
        """;
    return statements.run(
        handle -> handle.createQuery(select).bind("jobId", jobId).mapTo(StoredRows.class).one());
  }

  /// Removes all that is stored of a trial.
  ///
  /// @param jobId begins with the prefix
  public void remove(String jobId) throws SQLException {
    if (!jobId.startsWith(prefix)) {
      throw new IllegalArgumentException("not a trial: " + jobId);
    }
    statements.inTransaction(
        handle -> {
          for (String delete : DELETES) {
            handle.createUpdate(delete).bind("jobId", jobId).execute();
          }
          return jobId;
        });
  }

  /// Removes what interrupted trials left behind, unless they are young enough to be running.
  public void removeOlderThan(Duration age) throws SQLException {
    String select =
        """
        select job_id from jobs
         where starts_with(job_id, :prefix) and started_at < now() - :age::interval
        union
        select job_id from job_batches where starts_with(job_id, :prefix)
         group by job_id having max(completed_at) < now() - :age::interval
        """;
    List<String> jobIds =
        statements.run(
            handle ->
                handle
                    .createQuery(select)
                    .bind("prefix", prefix)
                    .bind("age", age.toString())
                    .mapTo(String.class)
                    .list());
    for (String jobId : jobIds) {
      remove(jobId);
    }
  }
}
