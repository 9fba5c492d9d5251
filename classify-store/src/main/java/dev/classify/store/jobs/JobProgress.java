package dev.classify.store.jobs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/// What of a job is stored.
public final class JobProgress {

  private final DataSource database;

  public JobProgress(DataSource database) {
    this.database = database;
  }

  /// Which of these rows are done: answered under this version or by a person, or rejected in this
  /// round.
  ///
  /// @param ids of the rows, in the order of their hashes; no id twice
  /// @return answered rows as unchanged, the others that are done as rejected
  public Tally done(Job job, List<String> ids, List<String> contentHashes) throws SQLException {
    String select =
        """
        select count(*) filter (where answered),
               count(*) filter (where rejected and not answered)
          from (select exists (
                         select from classifications c
                          where c.indicator_id = i.id and c.content_hash = i.hash
                            and (c.reviewed_by is not null
                              or (c.answer_version = b.version
                                and (not b.forced
                                  or (c.job_id = b.job and c.generation >= b.gen))))),
                       exists (
                         select from rejections r
                          where r.indicator_id = i.id and r.content_hash = i.hash
                            and r.answer_version = b.version and r.job_id = b.job
                            and r.generation >= b.gen and r.round >= b.round)
                  from unnest(?::text[], ?::text[]) as i(id, hash),
                       (select ?, ?, ?, ?, ?) as b(version, gen, job, round, forced))
               as done(answered, rejected)
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      statement.setArray(2, connection.createArrayOf("text", contentHashes.toArray()));
      statement.setString(3, job.answerVersion());
      statement.setInt(4, job.generation());
      statement.setString(5, job.id());
      statement.setInt(6, job.round());
      statement.setBoolean(7, job.forced());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Tally(0, row.getInt(1), row.getInt(2));
      }
    }
  }

  /// Where the rows of the job's present generation went, as far as they are stored.
  ///
  /// A command leaves out the batches whose rows all have their answer, so they stand in no table;
  /// of a complete job they are what neither its batches answered nor rejected.
  public Tally tally(Job job) throws SQLException {
    Tally stored = byWorker(job).values().stream().reduce(new Tally(0, 0, 0), Tally::plus);
    if (job.state() != Job.State.COMPLETE) {
      return stored;
    }
    long before = job.rowsTotal() - stored.classified() - stored.rejected();
    return new Tally(stored.classified(), (int) Math.max(before, 0), stored.rejected());
  }

  /// What the batches of the job's present generation came to, by worker name.
  ///
  /// Of a batch that was asked again only the last round counts.
  public Map<String, Tally> byWorker(Job job) throws SQLException {
    String select =
        """
        select worker, sum(classified), sum(unchanged), sum(rejected)
          from (select distinct on (ordinal) worker, classified, unchanged, rejected
                  from job_batches
                 where job_id = ? and generation = ?
                 order by ordinal, round desc, completed_at desc) as last_round
         group by worker
        """;
    Map<String, Tally> tallies = new TreeMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, job.id());
      statement.setInt(2, job.generation());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          tallies.put(rows.getString(1), new Tally(rows.getInt(2), rows.getInt(3), rows.getInt(4)));
        }
      }
    }
    return tallies;
  }
}
