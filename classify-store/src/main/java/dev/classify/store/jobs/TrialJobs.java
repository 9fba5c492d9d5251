package dev.classify.store.jobs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Jobs that only try something out: what is stored of them, and its removal.
///
/// A prefix begins their ids and those of their rows, so that no row of a user is touched. What was
/// sent to a model stays in the ledger, since it was paid for.
public final class TrialJobs {

  /// Made-up rows that try out the system.
  public static final String VERIFY_PREFIX = "classify-verify-";

  /// Labelled rows that try out who answers.
  public static final String EVALUATION_PREFIX = "classify-evaluate-";

  private static final List<String> DELETES =
      List.of(
          "delete from classification_attempts where indicator_id in ("
              + "select indicator_id from classifications where job_id = ? "
              + "union select indicator_id from rejections where job_id = ?)",
          "delete from review_items where job_id = ?",
          "delete from classifications where job_id = ?",
          "delete from rejections where job_id = ?",
          "delete from job_batches where job_id = ?",
          "delete from jobs where job_id = ?");

  private final DataSource database;
  private final String prefix;

  /// Those that try out the system.
  public TrialJobs(DataSource database) {
    this(database, VERIFY_PREFIX);
  }

  /// Those of one kind.
  ///
  /// @param prefix [#VERIFY_PREFIX] or [#EVALUATION_PREFIX]
  public TrialJobs(DataSource database, String prefix) {
    this.database = database;
    this.prefix = prefix;
  }

  /// What is stored of a job.
  ///
  /// @param rows that have their end, each counted once
  /// @param attempts at these rows; more than there are rows where one was stored twice
  /// @param inBatches rows as the batches counted them; more where a batch was stored twice
  public record StoredRows(long rows, long attempts, long inBatches) {}

  /// Writes a row and takes it back before anyone can see it.
  public void checkWritable() throws SQLException {
    String insert =
        """
        insert into jobs (job_id, source, provider, answer_version, state, rows_total, rows_refused)
        values ('classify-verify-write', 'nothing', 'none', 'none', 'running', 0, 0)
        """;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(insert);
      connection.rollback();
    }
  }

  public StoredRows stored(String jobId) throws SQLException {
    String select =
        """
        with ids as (
          select indicator_id from classifications where job_id = ?
          union all
          select indicator_id from rejections where job_id = ?)
        select (select count(*) from ids),
               (select count(*) from classification_attempts a join ids using (indicator_id)),
               (select coalesce(sum(classified + unchanged + rejected), 0)
                  from job_batches where job_id = ?)
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, jobId);
      statement.setString(2, jobId);
      statement.setString(3, jobId);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new StoredRows(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  /// Removes all that is stored of a trial.
  ///
  /// @param jobId begins with the prefix
  public void remove(String jobId) throws SQLException {
    if (!jobId.startsWith(prefix)) {
      throw new IllegalArgumentException("not a trial: " + jobId);
    }
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      for (String removal : DELETES) {
        try (PreparedStatement statement = connection.prepareStatement(removal)) {
          for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
            statement.setString(i, jobId);
          }
          statement.executeUpdate();
        }
      }
      connection.commit();
    }
  }

  /// Removes what trials left that were cut off; one that may be under way is younger.
  public void removeOlderThan(Duration age) throws SQLException {
    String select =
        """
        select job_id from jobs where starts_with(job_id, ?) and started_at < now() - ?::interval
        union
        select job_id from job_batches where starts_with(job_id, ?)
         group by job_id having max(completed_at) < now() - ?::interval
        """;
    List<String> jobIds = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, prefix);
      statement.setString(2, age.toString());
      statement.setString(3, prefix);
      statement.setString(4, age.toString());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          jobIds.add(rows.getString(1));
        }
      }
    }
    for (String jobId : jobIds) {
      remove(jobId);
    }
  }
}
