package dev.classify.store.outcomes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.indicator.IndicatorJson;
import dev.classify.outcome.Outcome;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Keeps the open review items in step with the answers of a batch.
final class ReviewQueue {

  /// Only for answers that have become the current ones.
  private static final String OPEN =
      """
      insert into review_items
        (indicator_id, reason, content_hash, answer_version, job_id, generation, batch_key,
         indicator)
      select c.indicator_id, r.reason, c.content_hash, c.answer_version, c.job_id, c.generation,
             c.batch_key, r.indicator
        from json_to_recordset(:items::json) as r(indicator_id text, reason text, indicator jsonb)
        join classifications c on c.indicator_id = r.indicator_id and c.batch_key = :batchKey
       order by c.indicator_id
      on conflict (indicator_id) do update set
        reason = excluded.reason, content_hash = excluded.content_hash,
        answer_version = excluded.answer_version, job_id = excluded.job_id,
        generation = excluded.generation, batch_key = excluded.batch_key,
        indicator = excluded.indicator, opened_at = now(), opened_in = excluded.opened_in
      """;

  /// Items about answers that have been replaced.
  private static final String CLOSE =
      """
      delete from review_items i
       using classifications c
       where i.indicator_id = any(:ids) and c.indicator_id = i.indicator_id
         and c.batch_key <> i.batch_key
      """;

  private ReviewQueue() {}

  /// Opens an item for each answer in doubt, and closes those whose answer has been replaced.
  ///
  /// To be called when the answers are written, in the same transaction.
  static void update(Handle handle, String batchKey, List<IndicatorOutcome> fresh) {
    ArrayNode items = items(fresh);
    if (!items.isEmpty()) {
      handle
          .createUpdate(OPEN)
          .bind("items", items.toString())
          .bind("batchKey", batchKey)
          .execute();
    }
    List<String> ids = fresh.stream().map(each -> each.outcome().indicatorId()).toList();
    handle.createUpdate(CLOSE).bindArray("ids", String.class, ids).execute();
  }

  private static ArrayNode items(List<IndicatorOutcome> fresh) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (IndicatorOutcome named : fresh) {
      if (named.outcome() instanceof Outcome.Classified answered
          && !answered.doubts().isEmpty()
          && named.indicator() != null) {
        items
            .addObject()
            .put("indicator_id", answered.indicatorId())
            .put("reason", String.join("; ", answered.doubts()))
            .set("indicator", IndicatorJson.write(named.indicator()));
      }
    }
    return items;
  }
}
