package dev.classify.store.review;

import dev.classify.store.outcomes.AnswerColumns;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/// The statements of a person's decision. `:id` is the indicator, `:position` an earlier decision.
final class ReviewSql {

  /// Locks the answer of a review item; finds nothing once another answer has replaced it.
  static final String LOCK =
      """
      select to_jsonb(c)::text from classifications c
       where indicator_id = :id and batch_key = :batchKey
         and reviewed_by is not distinct from :reviewedBy
         for update
      """;

  static final String ANSWER =
      """
      update classifications set
        (%1$s) = (select %1$s from json_populate_record(null::classifications, :answer::json)),
        reviewed_by = :reviewer
       where indicator_id = :id
      """
          .formatted(AnswerColumns.ANSWER);

  static final String ATTEMPT =
      """
      insert into classification_attempts (indicator_id, outcome, %1$s, %2$s, reviewed_by)
      select indicator_id, 'classified', %1$s, %2$s, reviewed_by
        from classifications where indicator_id = :id
      """
          .formatted(AnswerColumns.ANSWER, AnswerColumns.ORIGIN);

  static final String REJECTED_ATTEMPT =
      """
      insert into classification_attempts
        (indicator_id, outcome, stage, reason, reviewed_by, %1$s)
      select indicator_id, 'rejected', 'review', :rejection, :reviewer, %1$s
        from classifications where indicator_id = :id
      """
          .formatted(AnswerColumns.ORIGIN);

  /// An existing rejection belongs to newer content and stays.
  static final String REJECT =
      """
      insert into rejections
        (indicator_id, stage, reason, answer_version, content_hash, job_id, generation, round,
         batch_key, worker)
      select indicator_id, 'review', :rejection, answer_version, content_hash, job_id, generation,
             round, batch_key, worker
        from classifications where indicator_id = :id
      on conflict (indicator_id) do nothing
      """;

  static final String WITHDRAW = "delete from classifications where indicator_id = :id";

  static final String CLOSE = "delete from review_items where indicator_id = :id";

  static final String NOTE =
      """
      insert into review_decisions
        (reviewer, indicator_id, action, content_hash, reason, note, settled, indicator,
         answer_before, answer_after)
      values (:reviewer, :id, :action, :contentHash, :reason, :note, :settles, :indicator::jsonb,
              :answerBefore::jsonb,
              (select to_jsonb(c) from classifications c where indicator_id = :id))
      returning position
      """;

  /// Tells the answer from later ones, and locks it.
  static final String CURRENT =
      "select batch_key from classifications where indicator_id = :id for update";

  static final String STANDING_DECISION =
      "select position from review_standing where indicator_id = :id";

  /// Who took the decision `:id` for good.
  static final String SETTLER =
      "select reviewer from review_decisions where position = :id and settled";

  /// Finds a standing decision that the judge took for good.
  static final String SETTLED_BY =
      """
      select true from review_standing d join review_decisions s using (position)
       where d.indicator_id = :id and s.settled and s.reviewer = :judge
      """;

  /// Finds the judgement of the present answer that is a part of an acceptance.
  static final String OF_ACCEPTANCE =
      """
      select true from review_judgements j join classifications c using (indicator_id, batch_key)
       where j.indicator_id = :id and j.judge = :judge and j.acceptance = :acceptance
      """;

  static final String LEAVE_ACCEPTANCE =
      """
      update review_judgements set acceptance = null
       where indicator_id = :id and judge = :judge and acceptance = :acceptance
      """;

  /// The decision `:id`, if its answer had been in the queue.
  static final String QUEUED_DECISION =
      "select position from review_decisions where position = :id and reason is not null";

  /// The answer that the decision `:id` is about, also after it was withdrawn.
  static final String DECIDED_BATCH =
      "select answer_before ->> 'batch_key' from review_decisions where position = :id";

  static final String STANDING_REJECTION =
      "select position from review_standing where indicator_id = :id and action = 'reject'";

  /// Finds the decision if its answer is still the current one.
  static final String STANDING_ANSWER =
      """
      select position
        from review_standing d join classifications c using (indicator_id)
       where indicator_id = :id and c.reviewed_by is not null
         and c.content_hash = d.content_hash and c.batch_key = d.answer_after ->> 'batch_key'
      """;

  static final String RESTORE =
      """
      insert into classifications
      select (jsonb_populate_record(null::classifications, answer_before)).*
        from review_decisions where position = :position
      """;

  static final String UNREJECT =
      "delete from rejections where indicator_id = :id and stage = 'review'";

  static final String REOPEN =
      """
      insert into review_items
        (indicator_id, reason, content_hash, answer_version, job_id, generation, batch_key,
         indicator)
      select c.indicator_id, d.reason, c.content_hash, c.answer_version, c.job_id, c.generation,
             c.batch_key, d.indicator
        from review_decisions d join classifications c using (indicator_id)
       where d.position = :position and d.reason is not null and d.indicator is not null
      on conflict (indicator_id) do nothing
      """;

  static final String NOTE_UNDO =
      """
      insert into review_decisions
        (reviewer, indicator_id, action, content_hash, indicator, answer_before, answer_after,
         undoes)
      select :reviewer, indicator_id, 'undo', content_hash, indicator, answer_after, answer_before,
             position
        from review_decisions where position = :position
      returning position
      """;

  private ReviewSql() {}

  /// Runs statements one after another; each uses some of the parameters.
  static void execute(Handle handle, Map<String, ?> parameters, String... sql) {
    for (String statement : sql) {
      handle
          .createUpdate(statement)
          .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
          .bindMap(parameters)
          .execute();
    }
  }

  /// Whether a query finds something.
  static boolean finds(Handle handle, String sql, Map<String, ?> parameters) {
    return handle
        .createQuery(sql)
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bindMap(parameters)
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  /// The one value that a query about `:id` finds.
  static <T> Optional<T> find(Handle handle, String sql, Object id, Class<T> column) {
    return handle.createQuery(sql).bind("id", id).mapTo(column).findOne();
  }
}
