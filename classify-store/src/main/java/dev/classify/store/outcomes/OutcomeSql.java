package dev.classify.store.outcomes;

import java.util.List;

/// The statements that store a batch. Each takes all of its rows as one JSON array.
final class OutcomeSql {

  private static final String ROWS =
      """
      json_to_recordset(:rows::json) as r(
        indicator_id text, name text, outcome text, stage text, reason text, extra jsonb, %s)\
      """
          .formatted(AnswerColumns.TYPED);

  /// Whether what is stored in `%1$s` is about other content than `%2$s`, and by a job that was
  /// opened later. Content that a user handed in later is the newer one, even if the job with the
  /// older content takes longer.
  private static final String NEWER =
      """
      (%1$s.content_hash <> %2$s.content_hash and exists (
         select from jobs theirs, jobs ours
          where theirs.job_id = %1$s.job_id and ours.job_id = %2$s.job_id
            and theirs.started_at > ours.started_at))\
      """;

  /// In the order of the ids, so that two batches with rows in common cannot lock each other out.
  /// The reason of an answer is why it stands in for that of a model.
  private static final String CLASSIFY =
      """
      insert into classifications (indicator_id, name, model_failure, extra, %1$s, %2$s)
      select indicator_id, name, reason, extra, %1$s, %2$s
        from %3$s
       where outcome = 'classified'
       order by indicator_id
      on conflict (indicator_id) do update set
        name = excluded.name, model_failure = excluded.model_failure, extra = excluded.extra, %4$s,
        reviewed_by = null,
        classified_at = now()
      where (classifications.job_id <> excluded.job_id
             or classifications.generation <= excluded.generation)
        and (classifications.reviewed_by is null
             or classifications.content_hash <> excluded.content_hash)
        and not %5$s
      """
          .formatted(
              AnswerColumns.ANSWER,
              AnswerColumns.ORIGIN,
              ROWS,
              AnswerColumns.FROM_EXCLUDED,
              NEWER.formatted("classifications", "excluded"));

  private static final String ATTEMPT =
      """
      insert into classification_attempts (indicator_id, outcome, stage, reason, %1$s, %2$s)
      select indicator_id, outcome, stage, reason, %1$s, %2$s
        from %3$s
      """
          .formatted(AnswerColumns.ANSWER, AnswerColumns.ORIGIN, ROWS);

  private static final String REJECT =
      """
      insert into rejections
        (indicator_id, stage, reason, answer_version, content_hash, job_id, generation, round,
         batch_key, worker)
      select indicator_id, stage, reason, answer_version, content_hash, job_id, generation, round,
             batch_key, worker
        from %1$s
       where outcome = 'rejected'
         and not exists (
           select from classifications c
            where c.indicator_id = r.indicator_id
              and (c.job_id = r.job_id and c.generation > r.generation or %2$s))
       order by indicator_id
      on conflict (indicator_id) do update set
        stage = excluded.stage, reason = excluded.reason,
        answer_version = excluded.answer_version, content_hash = excluded.content_hash,
        job_id = excluded.job_id, generation = excluded.generation, round = excluded.round,
        batch_key = excluded.batch_key, worker = excluded.worker, rejected_at = now()
      where (rejections.job_id <> excluded.job_id
             or rejections.generation <= excluded.generation)
        and not %3$s
      """
          .formatted(ROWS, NEWER.formatted("c", "r"), NEWER.formatted("rejections", "excluded"));

  /// An answer that has become the current one ends the rejection of its indicator, except that of
  /// newer content.
  private static final String UNREJECT =
      """
      delete from rejections
       using classifications c
        join %1$s on c.indicator_id = r.indicator_id and c.batch_key = r.batch_key
       where rejections.indicator_id = c.indicator_id and not %2$s
      """
          .formatted(ROWS, NEWER.formatted("rejections", "c"));

  static final List<String> WRITES = List.of(CLASSIFY, ATTEMPT, REJECT, UNREJECT);

  private OutcomeSql() {}
}
