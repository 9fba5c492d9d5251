package dev.classify.projector.engine;

import dev.classify.store.Statements;
import dev.classify.store.TestDatabase;
import dev.classify.store.events.Event;
import dev.classify.store.events.EventReader;
import dev.classify.taxonomy.AnswerField;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the read models have to say: computed from the log by one thread, without the code of the
/// projections.
final class Recomputation {

  static final String TAXONOMY =
      """
      select concat_ws('/', source, topic, job_id, field, value) || ' ' || answers
        from answers_by_taxonomy
      """;

  /// By read model, the rows of its view and the same rows from the log.
  private static final Map<String, List<String>> QUERIES =
      Map.of(
          "throughput",
          List.of(
              """
              select concat_ws(' ', minute, model, rows_answered, rows_rejected, requests,
                       requests_answered, requests_throttled, tokens_in, tokens_cached,
                       tokens_cache_write, tokens_out, trim_scale(cost_usd),
                       latency_ms)
                from throughput_by_minute order by 1
              """,
              """
              select concat_ws(' ', minute, model,
                       count(*) filter (where kind in ('answered', 'corrected')),
                       count(*) filter (where kind = 'rejected'),
                       count(*) filter (where request and p ->> 'ended_before' is null),
                       count(*) filter (where request and ok),
                       count(*) filter (where request and p ->> 'outcome' = 'throttled'),
                       coalesce(sum((p ->> 'tokens_in')::bigint) filter (where request), 0),
                       coalesce(sum((p ->> 'tokens_cached')::bigint) filter (where request), 0),
                       coalesce(sum((p ->> 'tokens_cache_write')::bigint) filter (where request), 0),
                       coalesce(sum((p ->> 'tokens_out')::bigint) filter (where request), 0),
                       trim_scale(
                         coalesce(sum((p ->> 'cost_usd')::numeric) filter (where request), 0)),
                       coalesce(sum((p ->> 'latency_ms')::bigint)
                                  filter (where request and ok and not file), 0))
                from (select date_trunc('minute', at) as minute, kind, payload as p,
                             kind = 'llm_request' as request,
                             (payload ->> 'answered')::boolean as ok,
                             (payload ->> 'in_file')::boolean as file,
                             case kind when 'corrected' then 'people' when 'rejected' then 'nobody'
                                       else coalesce(payload ->> 'model', 'rules') end as model
                        from events) e
               group by minute, model order by 1
              """),
          "latency",
          List.of(
              """
              select concat_ws(' ', minute, model, up_to_ms, requests) from latency_by_minute
               order by 1
              """,
              """
              select concat_ws(' ', date_trunc('minute', at), payload ->> 'model', up_to, count(*))
                from events, lateral (
                  select min(bound) as up_to
                    from unnest(array[100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000,
                                      2147483647]) as bound
                   where (payload ->> 'latency_ms')::integer <= bound) b
               where kind = 'llm_request' and (payload ->> 'answered')::boolean
                 and not (payload ->> 'in_file')::boolean
               group by date_trunc('minute', at), payload ->> 'model', up_to order by 1
              """),
          "disagreement",
          List.of(
              """
              select concat_ws(' ', pair, field, compared, different) from disagreement_by_field
               order by 1
              """,
              """
              select concat_ws(' ', pair, field, count(*), count(*) filter (where first <> second))
                from (
                  select 'rules-model' as pair, v.key as field,
                         coalesce(case when payload -> 'rules' ? v.key
                                       then payload -> 'rules' ->> v.key else v.value end, 'none')
                           as first,
                         coalesce(v.value, 'none') as second
                    from events, jsonb_each_text(payload -> 'values') as v
                   where kind = 'answered' and payload ? 'rules'
                  union all
                  select (payload -> 'before' ->> 'by') || '-person', v.key,
                         coalesce(payload -> 'before' -> 'values' ->> v.key, 'none'),
                         coalesce(v.value, 'none')
                    from events, jsonb_each_text(payload -> 'after' -> 'values') as v
                   where kind = 'corrected' and payload ->> 'action' in ('accept', 'correct')
                     and payload -> 'before' ->> 'by' <> 'person') compared
               group by pair, field order by 1
              """),
          "distribution",
          List.of(
              """
              select concat_ws(' ', job_id, node, worker, rows_answered, rows_rejected, requests)
                from rows_by_node_and_worker order by 1
              """,
              """
              select concat_ws(' ', job_id, coalesce(payload ->> 'node', ''), payload ->> 'worker',
                       count(*) filter (where kind = 'answered'),
                       count(*) filter (where kind = 'rejected'),
                       count(*) filter (where kind = 'llm_request'
                                          and payload ->> 'ended_before' is null))
                from events where kind <> 'corrected'
               group by job_id, payload ->> 'node', payload ->> 'worker' order by 1
              """),
          "confidence",
          List.of(
              "select concat_ws(' ', job_id, decided_by, bin, answers) from confidence_by_job"
                  + " order by 1",
              """
              select concat_ws(' ', job_id, payload ->> 'by', bin, count(*))
                from events, lateral (
                  select least(19, floor((payload ->> 'confidence')::float8 * 20)) as bin) b
               where kind = 'answered' group by job_id, payload ->> 'by', bin order by 1
              """));

  private Recomputation() {}

  /// What differs, by read model; empty where all are right.
  static Map<String, String> differences(TestDatabase database) throws SQLException {
    Map<String, String> differences = new TreeMap<>();
    for (Map.Entry<String, List<String>> query : QUERIES.entrySet()) {
      compare(
          differences,
          query.getKey(),
          database.texts(query.getValue().getFirst()),
          database.texts(query.getValue().getLast()));
    }
    compare(differences, "taxonomy", database.texts(TAXONOMY), taxonomy(database));
    return differences;
  }

  private static void compare(
      Map<String, String> differences,
      String model,
      List<@Nullable String> projectedRows,
      List<@Nullable String> computedRows) {
    List<String> projected = projectedRows.stream().map(String::valueOf).sorted().toList();
    List<String> computed = computedRows.stream().map(String::valueOf).sorted().toList();
    if (computed.isEmpty()) {
      differences.put(model, "the log has nothing for it");
    } else if (!projected.equals(computed)) {
      List<Object> missing = new ArrayList<>(computed);
      missing.removeAll(projected);
      List<Object> wrong = new ArrayList<>(projected);
      wrong.removeAll(computed);
      differences.put(
          model,
          "%d rows, not %d; missing %s; wrong %s"
              .formatted(
                  projected.size(),
                  computed.size(),
                  missing.stream().limit(3).toList(),
                  wrong.stream().limit(3).toList()));
    }
  }

  private static List<@Nullable String> taxonomy(TestDatabase database) throws SQLException {
    List<Event> events =
        new Statements(database.owner())
            .run(handle -> EventReader.read(handle, 0, Long.MAX_VALUE, 0, 1, Integer.MAX_VALUE));
    Map<String, String[]> current = new HashMap<>();
    for (Event event : events) {
      String job = String.valueOf(event.jobId());
      switch (event.kind()) {
        case ANSWERED -> {
          if (event.payload().path("current").asBoolean()) {
            current.put(
                event.subject(),
                new String[] {
                  event.payload().path("source").asText()
                      + "/"
                      + event.payload().path("topic").asText(),
                  job,
                  event.payload().path("values").toString()
                });
          }
        }
        case CORRECTED -> correct(current, event, job);
        case REJECTED, LLM_REQUEST -> {}
      }
    }
    Map<String, Integer> counts = new TreeMap<>();
    var json = new com.fasterxml.jackson.databind.ObjectMapper();
    for (String[] answer : current.values()) {
      for (AnswerField field : AnswerField.values()) {
        try {
          var value = json.readTree(answer[2]).path(field.column());
          String text = value.isTextual() ? value.asText() : "none";
          counts.merge(
              answer[0] + "/" + answer[1] + "/" + field.column() + "/" + text, 1, Integer::sum);
        } catch (com.fasterxml.jackson.core.JsonProcessingException fault) {
          throw new IllegalStateException(fault);
        }
      }
    }
    List<@Nullable String> rows = new ArrayList<>();
    counts.forEach((key, count) -> rows.add(key + " " + count));
    return rows;
  }

  private static void correct(Map<String, String[]> current, Event event, String job) {
    var after = event.payload().path("after");
    String @Nullable [] before = current.remove(event.subject());
    if (after.isObject()) {
      current.put(
          event.subject(),
          new String[] {before == null ? "/" : before[0], job, after.path("values").toString()});
    }
  }
}
