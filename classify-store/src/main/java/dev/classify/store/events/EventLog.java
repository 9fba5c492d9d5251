package dev.classify.store.events;

import dev.classify.taxonomy.AnswerField;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Appends events to the log, in the transaction that stores what they tell.
///
/// Positions may be committed in another order than they are taken. A writer therefore announces
/// itself before it takes positions, and readers stop before the positions of writers that are
/// still open ([EventReader#head]). To be called late in a transaction, because readers wait for
/// its end; writers do not wait for each other.
public final class EventLog {

  private static final String OUTCOMES =
      """
      insert into events (kind, subject, job_id, payload)
      select r.kind, r.subject, :jobId,
             case r.kind when 'answered'
                  then r.payload || jsonb_build_object('current', c.indicator_id is not null)
                  else r.payload end
        from json_to_recordset(:events::json) as r(n integer, kind text, subject text, payload jsonb)
        left join classifications c on c.indicator_id = r.subject and c.batch_key = :batchKey
       order by r.n
      """;

  private static final String DECISION =
      """
      insert into events (kind, subject, job_id, payload)
      select 'corrected', indicator_id, coalesce(answer_after, answer_before) ->> 'job_id',
             jsonb_build_object('action', action, 'confidence', answer_after -> 'confidence',
                                'before', %s, 'after', %s)
        from review_decisions where position = :position
      """
          .formatted(answer("answer_before"), answer("answer_after"));

  private static final String REQUESTS =
      """
      insert into events (kind, subject, job_id, payload)
      select 'llm_request', request_id, job_id,
             jsonb_build_object(
               'model', model, 'worker', worker, 'answered', state = 'answered', 'outcome', outcome,
               'indicators', indicators, 'rows_answered', rows_answered, 'tokens_in', tokens_in,
               'tokens_cached', tokens_cached, 'tokens_cache_write', tokens_cache_write,
               'tokens_out', tokens_out, 'cost_usd', cost_usd, 'latency_ms', latency_ms,
               'in_file', provider_batch is not null, 'ended_before', ended.ended_before)
        from unnest(:ids::text[], :grants::timestamptz[], :before::text[])
               as ended(request_id, granted_at, ended_before)
        join llm_requests using (request_id, granted_at)
       order by request_id
      """;

  private EventLog() {}

  /// Appends the outcomes of a batch that is stored in the same transaction.
  ///
  /// @param events a JSON array of objects with `n`, `kind`, `subject` and `payload`
  public static void outcomes(Handle handle, String jobId, String batchKey, String events) {
    announce(handle);
    handle
        .createUpdate(OUTCOMES)
        .bind("jobId", jobId)
        .bind("batchKey", batchKey)
        .bind("events", events)
        .execute();
  }

  /// Appends a decision of a person.
  ///
  /// @param position in `review_decisions`
  public static void decision(Handle handle, long position) {
    announce(handle);
    handle.createUpdate(DECISION).bind("position", position).execute();
  }

  /// Appends requests that ended.
  public static void requests(Handle handle, List<RequestKey> ended) {
    if (ended.isEmpty()) {
      return;
    }
    announce(handle);
    handle
        .createUpdate(REQUESTS)
        .bindArray("ids", String.class, each(ended, RequestKey::requestId))
        .bindArray("grants", String.class, each(ended, key -> key.grantedAt().toString()))
        .bindArray("before", String.class, each(ended, RequestKey::endedBefore))
        .execute();
  }

  private static void announce(Handle handle) {
    handle.execute("select events_append()");
  }

  private static <T extends @Nullable Object> List<T> each(
      List<RequestKey> ended, Function<RequestKey, T> part) {
    return ended.stream().map(part).collect(Collectors.toList());
  }

  /// What the log keeps of an answer in a column of `review_decisions`.
  private static String answer(String column) {
    return """
    case when jsonb_typeof(%1$s) = 'object' then
      jsonb_build_object(
        'by', case when %1$s ->> 'reviewed_by' is not null then 'person'
                   when %1$s ->> 'model' is not null then 'model' else 'rules' end,
        'values', jsonb_build_object(%2$s)) end
    """
        .formatted(
            column,
            Arrays.stream(AnswerField.values())
                .map(field -> "'%s', %s -> '%s'".formatted(field.column(), column, field.column()))
                .collect(Collectors.joining(", ")));
  }
}
