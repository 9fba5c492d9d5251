package dev.classify.store.jobs;

import dev.classify.store.Statements;
import dev.classify.store.claims.ContentClaims;
import dev.classify.store.tasks.RunnerTasks;
import dev.classify.store.tasks.TaskQueue;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/// The table of jobs.
public final class Jobs {

  /// Why a job is paused that a person paused.
  public static final String PAUSED_BY_PERSON = "by a person";

  /// Why a job is stopped that a person cancelled.
  public static final String CANCELLED = "cancelled by a person";

  static final String COLUMNS =
      """
      job_id as id, source, provider, answer_version, generation,
      generation > 1 and generation > completed_generation as forced, round, rows_total,
      rows_refused, created_at, started_at, finished_at, stop_reason, pause_reason,
      min_confidence,
      """
          + JobHeartbeats.STATE;

  private final Statements statements;

  public Jobs(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Creates the job, or resumes it.
  ///
  /// A forced generation or a retry round that was interrupted is continued rather than started
  /// again: its batches would otherwise be paid twice.
  public Job open(JobOpening opening) throws SQLException {
    return statements.inTransaction(handle -> open(handle, opening));
  }

  /// Creates or resumes the job of a run that a runner has taken.
  ///
  /// @param queue of the runner
  /// @return empty if the run was cancelled meanwhile, or taken over; then nothing is changed
  public Optional<Job> open(JobOpening opening, String taskId, TaskQueue queue)
      throws SQLException {
    return statements.inTransaction(
        handle -> {
          Job job = open(handle, opening);
          if (queue.begin(handle, taskId, job.id())) {
            return Optional.of(job);
          }
          handle.rollback();
          return Optional.empty();
        });
  }

  /// The job as it would be opened; nothing is changed.
  public Job asIfOpened(JobOpening opening) throws SQLException {
    return statements.inTransaction(
        handle -> {
          Job job = open(handle, opening);
          handle.rollback();
          return job;
        });
  }

  private static Job open(Handle handle, JobOpening opening) {
    Optional<Job> known = find(handle, opening.id(), "for update");
    int generation = known.map(Job::generation).orElse(1);
    if (opening.force() && !known.map(Job::forced).orElse(false)) {
      generation++;
    }
    int round = known.map(Job::round).orElse(0);
    if (opening.retry()) {
      round = retryRound(handle, opening.id(), round);
    }
    AnswerVersions.note(handle, opening.answers());
    LostRequests.releaseOf(handle, opening.id(), LostRequests.KEPT_MAX);
    if (opening.answers().asksModels()) {
      ContentClaims.endAbandoned(handle);
    }
    return write(handle, opening, generation, round);
  }

  /// The round of an interrupted retry, else one after every round that the job has seen: a batch
  /// whose remembered answer no longer held was sent under a later round than the job's own.
  private static int retryRound(Handle handle, String jobId, int round) {
    return handle
        .createQuery(
            """
            select case when exists (select from jobs where job_id = :jobId and ended_round < round)
                     then :round
                     else 1 + greatest(
                       :round, (select max(round) from job_batches where job_id = :jobId))
                   end
            """)
        .bind("jobId", jobId)
        .bind("round", round)
        .mapTo(Integer.class)
        .one();
  }

  private static Job write(Handle handle, JobOpening opening, int generation, int round) {
    Duration patience = opening.modelPatience();
    Duration rulesAfter = opening.rulesAfter();
    return handle
        .createQuery(
            """
            insert into jobs
              (job_id, source, provider, answer_version, generation, round, state, rows_total,
               rows_refused, seen_at, budget_usd, model_patience_seconds, max_error_ratio,
               rules_after_seconds, service_tier, tier_fallback, repair_tier, min_confidence,
               secret)
            values (:id, :source, :provider, :answerVersion, :generation, :round, 'running',
                    :rowsTotal, :rowsRefused, now(), :budgetUsd, :modelPatienceSeconds,
                    coalesce(:maxErrorRatio, 0.5), :rulesAfterSeconds, :serviceTier,
                    :tierFallback, :repairTier, :minConfidence, :secret)
            on conflict (job_id) do update set
              source = excluded.source, provider = excluded.provider,
              answer_version = excluded.answer_version, generation = excluded.generation,
              round = excluded.round, state = 'running', rows_total = excluded.rows_total,
              rows_refused = excluded.rows_refused, started_at = now(), seen_at = now(), finished_at = null,
              stop_reason = null,
              pause_reason = case when :keepPause and jobs.pause_reason = :pausedByPerson
                               then jobs.pause_reason end,
              paused_at = case when :keepPause and jobs.pause_reason = :pausedByPerson
                            then jobs.paused_at end,
              model_patience_seconds = excluded.model_patience_seconds,
              max_error_ratio = excluded.max_error_ratio,
              rules_after_seconds = excluded.rules_after_seconds,
              service_tier = coalesce(excluded.service_tier, jobs.service_tier),
              tier_fallback = coalesce(excluded.tier_fallback, jobs.tier_fallback),
              repair_tier = coalesce(excluded.repair_tier, jobs.repair_tier),
              min_confidence = excluded.min_confidence,
              secret = coalesce(jobs.secret, excluded.secret),
              budget_usd = case when :liftCap then null
                             else coalesce(excluded.budget_usd, jobs.budget_usd) end,
              committed_usd =
                (select coalesce(sum(coalesce(cost_usd, reserved_usd)), 0) from llm_requests
                  where job_id = excluded.job_id)
            returning
            """
                + COLUMNS)
        .bindMethods(opening)
        .bind("provider", opening.answers().provider())
        .bind("answerVersion", opening.answers().id())
        .bind("generation", generation)
        .bind("round", round)
        .bind("secret", JobSecrets.random())
        .bind("pausedByPerson", PAUSED_BY_PERSON)
        .bind("modelPatienceSeconds", patience == null ? null : patience.toSeconds())
        .bind("rulesAfterSeconds", rulesAfter == null ? null : rulesAfter.toSeconds())
        .bindMap(StoredTiers.columns(opening.tiers()))
        .mapTo(Job.class)
        .one();
  }

  /// Lets the requests of a job wait until it is resumed. What is in flight is still stored.
  ///
  /// @param reason for the user
  /// @return whether the job was neither paused nor at its end
  public boolean pause(String jobId, String reason) throws SQLException {
    return 1
        == statements.run(
            handle ->
                handle
                    .createUpdate(
                        """
                        update jobs set pause_reason = :reason, paused_at = clock_timestamp()
                         where job_id = :jobId and pause_reason is null
                           and state in ('running', 'detached')
                        """)
                    .bind("jobId", jobId)
                    .bind("reason", reason)
                    .execute());
  }

  /// Lets the requests of a paused job be sent again. Its patience with a model begins anew.
  ///
  /// @return whether the job was paused
  public boolean resume(String jobId) throws SQLException {
    return 1
        == statements.run(
            handle ->
                handle
                    .createUpdate(
                        """
                        update jobs
                           set pause_reason = null, paused_at = null, resumed_at = clock_timestamp()
                         where job_id = :jobId and pause_reason is not null
                        """)
                    .bind("jobId", jobId)
                    .execute());
  }

  /// Stops the job for a person. What is stored stays; replies that are kept for batches and their
  /// claims of contents are deleted, and reservations of lost requests are released. Batches that
  /// wait for lines at the provider's Batch API end when it has cancelled them, and store what was
  /// answered. Runs of it that have not opened it yet are withdrawn.
  ///
  /// @return whether there is such a job, and it was not complete
  public boolean cancel(String jobId) throws SQLException {
    return statements.inTransaction(
        handle -> {
          int stopped =
              handle
                  .createUpdate(
                      """
                      update jobs
                         set state = 'stopped', stop_reason = :reason, pause_reason = null,
                             paused_at = null
                       where job_id = :jobId and state <> 'complete'
                      """)
                  .bind("jobId", jobId)
                  .bind("reason", CANCELLED)
                  .execute();
          if (stopped == 0) {
            return false;
          }
          handle
              .createUpdate(
                  """
                  delete from llm_replies r
                   where job_id = :jobId
                     and not exists (
                       select from provider_batch_lines l
                        where l.batch_key = r.batch_key and l.provider_batch is not null)
                  """)
              .bind("jobId", jobId)
              .execute();
          ContentClaims.endJob(handle, jobId);
          RunnerTasks.cancelRuns(handle, jobId);
          LostRequests.releaseOf(handle, jobId, LostRequests.IN_FLIGHT_MAX);
          return true;
        });
  }

  /// Records that every row of the job is done.
  public void complete(Job job) throws SQLException {
    update(
        job,
        """
        update jobs
           set state = 'complete', finished_at = now(), completed_generation = generation,
               ended_round = round
         where job_id = :id and generation = :generation
        """);
  }

  /// Records that a run ended with rows left.
  public void endWithRowsLeft(Job job) throws SQLException {
    update(
        job,
        """
        update jobs
           set state = case state when 'stopped' then state else 'detached' end, ended_round = round
         where job_id = :id and generation = :generation
        """);
  }

  /// Records that a run was interrupted.
  public void detach(Job job) throws SQLException {
    update(
        job,
        """
        update jobs set state = 'detached'
         where job_id = :id and generation = :generation and state <> 'stopped'
        """);
  }

  private void update(Job job, String sql) throws SQLException {
    statements.run(handle -> handle.createUpdate(sql).bindMethods(job).execute());
  }

  /// Stops the job: the ledger refuses its requests until the job is opened again.
  ///
  /// @param reason for the user, with what to do about it
  public void stop(String jobId, String reason) throws SQLException {
    statements.run(
        handle -> {
          stop(handle, jobId, reason);
          return jobId;
        });
  }

  /// Stops the job as part of a caller's transaction.
  public static void stop(Handle handle, String jobId, String reason) {
    handle
        .createUpdate(
            """
            update jobs set state = 'stopped', stop_reason = :reason
             where job_id = :jobId and state in ('running', 'detached')
            """)
        .bind("jobId", jobId)
        .bind("reason", reason)
        .execute();
  }

  /// Whether the answers of the rules stand in for those that a model does not give.
  public boolean rulesStandIn(String jobId) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select from jobs
                                    where job_id = :jobId and rules_after_seconds is not null)
                    """)
                .bind("jobId", jobId)
                .mapTo(Boolean.class)
                .one());
  }

  public Optional<Job> find(String jobId) throws SQLException {
    return statements.run(handle -> find(handle, jobId, ""));
  }

  /// The jobs that were worked on last, newest first.
  public List<Job> latest(int jobsMax) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    "select %s from jobs order by started_at desc, job_id limit :jobsMax"
                        .formatted(COLUMNS))
                .bind("jobsMax", jobsMax)
                .mapTo(Job.class)
                .list());
  }

  private static Optional<Job> find(Handle handle, String jobId, String lock) {
    return handle
        .createQuery("select %s from jobs where job_id = :jobId %s".formatted(COLUMNS, lock))
        .bind("jobId", jobId)
        .mapTo(Job.class)
        .findOne();
  }
}
