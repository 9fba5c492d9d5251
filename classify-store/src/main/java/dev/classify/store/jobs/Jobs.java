package dev.classify.store.jobs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table of jobs.
public final class Jobs {

  private static final String COLUMNS =
      """
      job_id, source, provider, answer_version, generation,
      generation > 1 and generation > completed_generation as forced, round, state, rows_total,
      rows_refused, created_at, started_at, finished_at, stop_reason\
      """;

  private final DataSource database;

  public Jobs(DataSource database) {
    this.database = database;
  }

  /// Creates the job, or goes on with it.
  ///
  /// A forced generation or a repeated round that was interrupted is continued, not begun anew: its
  /// batches would otherwise be paid twice.
  public Job open(JobOpening opening) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      Job job = open(connection, opening);
      connection.commit();
      return job;
    }
  }

  /// The job as it would be opened; nothing is changed.
  public Job asIfOpened(JobOpening opening) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      Job job = open(connection, opening);
      connection.rollback();
      return job;
    }
  }

  private static Job open(Connection connection, JobOpening opening) throws SQLException {
    Optional<Job> known = find(connection, opening.id(), " for update");
    int generation = known.map(Job::generation).orElse(1);
    if (opening.force() && !known.map(Job::forced).orElse(false)) {
      generation++;
    }
    int round = known.map(Job::round).orElse(0);
    if (opening.retry()) {
      round = retryRound(connection, opening.id(), round);
    }
    AnswerVersions.note(connection, opening.answers());
    return write(connection, opening, generation, round);
  }

  /// The round of an interrupted retry, else one after every round that the job has seen: a batch
  /// whose remembered answer no longer held was sent under a later round than the job's own.
  private static int retryRound(Connection connection, String jobId, int round)
      throws SQLException {
    String select =
        """
        select coalesce((select ended_round < round from jobs where job_id = ?), false),
               coalesce((select max(round) from job_batches where job_id = ?), 0)
        """;
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, jobId);
      statement.setString(2, jobId);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        boolean interrupted = row.getBoolean(1);
        return interrupted ? round : Math.max(round, row.getInt(2)) + 1;
      }
    }
  }

  private static Job write(Connection connection, JobOpening opening, int generation, int round)
      throws SQLException {
    String upsert =
        """
        insert into jobs
          (job_id, source, provider, answer_version, generation, round, state, rows_total,
           rows_refused, budget_usd)
        values (?, ?, ?, ?, ?, ?, 'running', ?, ?, ?)
        on conflict (job_id) do update set
          source = excluded.source, provider = excluded.provider,
          answer_version = excluded.answer_version, generation = excluded.generation,
          round = excluded.round, state = 'running', rows_total = excluded.rows_total,
          rows_refused = excluded.rows_refused, started_at = now(), finished_at = null,
          stop_reason = null, budget_usd = excluded.budget_usd
        returning
        """
            + COLUMNS;
    try (PreparedStatement statement = connection.prepareStatement(upsert)) {
      statement.setString(1, opening.id());
      statement.setString(2, opening.source());
      statement.setString(3, opening.answers().provider());
      statement.setString(4, opening.answers().id());
      statement.setInt(5, generation);
      statement.setInt(6, round);
      statement.setLong(7, opening.rowsTotal());
      statement.setLong(8, opening.rowsRefused());
      statement.setBigDecimal(9, opening.budgetUsd());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return read(row);
      }
    }
  }

  /// Notes that every row of the job has its end.
  public void complete(Job job) throws SQLException {
    update(
        job,
        """
        update jobs
           set state = 'complete', finished_at = now(), completed_generation = generation,
               ended_round = round
         where job_id = ? and generation = ?
        """);
  }

  /// Notes that a run came to its end with rows left.
  public void endWithRowsLeft(Job job) throws SQLException {
    update(
        job,
        """
        update jobs
           set state = case state when 'stopped' then state else 'detached' end, ended_round = round
         where job_id = ? and generation = ?
        """);
  }

  /// Notes that a run was interrupted.
  public void detach(Job job) throws SQLException {
    update(
        job,
        """
        update jobs set state = 'detached'
         where job_id = ? and generation = ? and state <> 'stopped'
        """);
  }

  /// Stops the job: from now on the ledger refuses its requests, until it is opened again.
  ///
  /// @param reason for the user, with what to do about it
  public void stop(String jobId, String reason) throws SQLException {
    try (Connection connection = database.getConnection()) {
      stop(connection, jobId, reason);
    }
  }

  public static void stop(Connection connection, String jobId, String reason) throws SQLException {
    String update =
        """
        update jobs set state = 'stopped', stop_reason = ?
         where job_id = ? and state in ('running', 'detached')
        """;
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setString(1, reason);
      statement.setString(2, jobId);
      statement.executeUpdate();
    }
  }

  private void update(Job job, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, job.id());
      statement.setInt(2, job.generation());
      statement.executeUpdate();
    }
  }

  public Optional<Job> find(String jobId) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return find(connection, jobId, "");
    }
  }

  /// The jobs that were worked on last, newest first.
  public List<Job> latest(int jobsMax) throws SQLException {
    String select =
        "select " + COLUMNS + " from jobs order by started_at desc, job_id limit " + jobsMax;
    List<Job> jobs = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        jobs.add(read(rows));
      }
    }
    return jobs;
  }

  private static Optional<Job> find(Connection connection, String jobId, String lock)
      throws SQLException {
    String select = "select " + COLUMNS + " from jobs where job_id = ?" + lock;
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, jobId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  private static Job read(ResultSet row) throws SQLException {
    @Nullable Timestamp finishedAt = row.getTimestamp("finished_at");
    return new Job(
        row.getString("job_id"),
        row.getString("source"),
        row.getString("provider"),
        row.getString("answer_version"),
        row.getInt("generation"),
        row.getBoolean("forced"),
        row.getInt("round"),
        Job.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getLong("rows_total"),
        row.getLong("rows_refused"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("started_at").toInstant(),
        finishedAt == null ? null : finishedAt.toInstant(),
        row.getString("stop_reason"));
  }
}
