package dev.classify.store.review;

import dev.classify.store.outcomes.OutcomeSql;

/// The statements of a person's decision.
final class ReviewSql {

  /// Parameters: id, batch key, reviewer of the item.
  static final String LOCK =
      """
      select to_jsonb(c)::text from classifications c
       where indicator_id = ? and batch_key = ? and reviewed_by is not distinct from ?
         for update
      """;

  /// Parameters: the answer as JSON, reviewer, id.
  static final String ANSWER =
      """
      update classifications set
        (%s) = (select %s from json_populate_record(null::classifications, ?::json)),
        reviewed_by = ?
       where indicator_id = ?
      """
          .formatted(OutcomeSql.ANSWER, OutcomeSql.ANSWER);

  /// Parameter: id.
  static final String ATTEMPT =
      """
      insert into classification_attempts (indicator_id, outcome, %s, %s, reviewed_by)
      select indicator_id, 'classified', %s, %s, reviewed_by
        from classifications where indicator_id = ?
      """
          .formatted(OutcomeSql.ANSWER, OutcomeSql.ORIGIN, OutcomeSql.ANSWER, OutcomeSql.ORIGIN);

  /// Parameters: reason, reviewer, id.
  static final String REJECTED_ATTEMPT =
      """
      insert into classification_attempts
        (indicator_id, outcome, stage, reason, reviewed_by, %s)
      select indicator_id, 'rejected', 'review', ?, ?, %s
        from classifications where indicator_id = ?
      """
          .formatted(OutcomeSql.ORIGIN, OutcomeSql.ORIGIN);

  /// What stands there already is about content of later. Parameters: reason, id.
  static final String REJECT =
      """
      insert into rejections
        (indicator_id, stage, reason, answer_version, content_hash, job_id, generation, round,
         batch_key, worker)
      select indicator_id, 'review', ?, answer_version, content_hash, job_id, generation, round,
             batch_key, worker
        from classifications where indicator_id = ?
      on conflict (indicator_id) do nothing
      """;

  static final String WITHDRAW = "delete from classifications where indicator_id = ?";

  static final String CLOSE = "delete from review_items where indicator_id = ?";

  /// Parameters: reviewer, id, action, content hash, reason, note, indicator, answer before, id.
  static final String NOTE =
      """
      insert into review_decisions
        (reviewer, indicator_id, action, content_hash, reason, note, indicator, answer_before,
         answer_after)
      values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb,
              (select to_jsonb(c) from classifications c where indicator_id = ?))
      """;

  /// Locks the answer too. Parameter: id.
  static final String CURRENT =
      "select indicator_id from classifications where indicator_id = ? for update";

  /// Parameter: id.
  static final String STANDING_DECISION =
      "select position from review_standing where indicator_id = ?";

  /// Parameter: id.
  static final String STANDING_REJECTION =
      "select position from review_standing where indicator_id = ? and action = 'reject'";

  /// Found where the answer is still the one that was decided about. Parameter: id.
  static final String STANDING_ANSWER =
      """
      select position
        from review_standing d join classifications c using (indicator_id)
       where indicator_id = ? and c.reviewed_by is not null
         and c.content_hash = d.content_hash and c.batch_key = d.answer_after ->> 'batch_key'
      """;

  /// Parameter: position.
  static final String RESTORE =
      """
      insert into classifications
      select (jsonb_populate_record(null::classifications, answer_before)).*
        from review_decisions where position = ?::bigint
      """;

  /// Parameter: id.
  static final String UNREJECT =
      "delete from rejections where indicator_id = ? and stage = 'review'";

  /// Parameter: position.
  static final String REOPEN =
      """
      insert into review_items
        (indicator_id, reason, content_hash, answer_version, job_id, generation, batch_key,
         indicator)
      select c.indicator_id, d.reason, c.content_hash, c.answer_version, c.job_id, c.generation,
             c.batch_key, d.indicator
        from review_decisions d join classifications c using (indicator_id)
       where d.position = ?::bigint and d.reason is not null and d.indicator is not null
      on conflict (indicator_id) do nothing
      """;

  /// Parameters: reviewer, position.
  static final String NOTE_UNDO =
      """
      insert into review_decisions
        (reviewer, indicator_id, action, content_hash, indicator, answer_before, answer_after,
         undoes)
      select ?, indicator_id, 'undo', content_hash, indicator, answer_after, answer_before, position
        from review_decisions where position = ?::bigint
      """;

  private ReviewSql() {}
}
