package dev.classify.store.jobs;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/// How far a job is.
public final class JobProgress {

  private final Statements statements;

  public JobProgress(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Counts the rows that are done. A row is done if its stored answer stands, or if it was
  /// rejected in this round.
  ///
  /// @param ids of the rows, in the order of their hashes; no id twice
  /// @return rows with a standing answer as unchanged, the others that are done as rejected
  public Tally done(Job job, List<String> ids, List<String> contentHashes) throws SQLException {
    String select =
        """
        select 0 as classified, count(*) filter (where answered) as unchanged,
               count(*) filter (where rejected and not answered) as rejected
          from (select exists (
                         select from classifications c
                          where c.indicator_id = i.id and c.content_hash = i.hash and %s),
                       exists (
                         select from rejections r
                          where r.indicator_id = i.id and r.content_hash = i.hash
                            and r.answer_version = :version and r.job_id = :jobId
                            and r.generation >= :generation and r.round >= :round)
                  from unnest(:ids, :hashes) as i(id, hash)) as done(answered, rejected)
        """
            .formatted(StandingAnswers.CONDITION);
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .bindMethods(StandingAnswers.of(job))
                .bindArray("ids", String.class, ids)
                .bindArray("hashes", String.class, contentHashes)
                .mapTo(Tally.class)
                .one());
  }

  /// Whether the job was stopped since it was opened, such as by a person who cancelled it.
  public boolean isStopped(Job job) throws SQLException {
    String select = "select exists (select from jobs where job_id = :id and state = 'stopped')";
    return statements.run(
        handle -> handle.createQuery(select).bindMethods(job).mapTo(Boolean.class).one());
  }

  /// How the rows of the job's present generation ended, as far as they are stored.
  ///
  /// A command leaves out batches whose rows are all done, so no table holds those rows; in a
  /// complete job they are the rows that its batches neither classified nor rejected.
  public Tally tally(Job job) throws SQLException {
    Tally stored = byWorker(job).values().stream().reduce(new Tally(0, 0, 0), Tally::plus);
    if (job.state() != Job.State.COMPLETE) {
      return stored;
    }
    long before = job.rowsTotal() - stored.classified() - stored.rejected();
    return new Tally(stored.classified(), (int) Math.max(before, 0), stored.rejected());
  }

  /// The rows of the job's present generation whose answer by the rules stands in for that of a
  /// model, and that no person has reviewed.
  public long standIns(Job job) throws SQLException {
    String select =
        """
        select count(*) from classifications
         where job_id = :id and generation = :generation and model_failure is not null
           and reviewed_by is null
        """;
    return statements.run(
        handle -> handle.createQuery(select).bindMethods(job).mapTo(Long.class).one());
  }

  /// How the batches of the job's present generation ended, by worker name.
  ///
  /// If a batch was asked again, only its last round counts.
  public Map<String, Tally> byWorker(Job job) throws SQLException {
    String select =
        """
        select worker, sum(classified) as classified, sum(unchanged) as unchanged,
               sum(rejected) as rejected
          from (select distinct on (ordinal) worker, classified, unchanged, rejected
                  from job_batches
                 where job_id = :id and generation = :generation
                 order by ordinal, round desc, completed_at desc) as last_round
         group by worker
        """;
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .bindMethods(job)
                .reduceRows(
                    new TreeMap<>(),
                    (tallies, row) -> {
                      tallies.put(row.getColumn("worker", String.class), row.getRow(Tally.class));
                      return tallies;
                    }));
  }
}
