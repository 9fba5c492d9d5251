package dev.classify.store.generated;

import dev.classify.store.Statements;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/// Appends made-up events to the log, to measure and test projections. The same numbers give the
/// same events, but for their times.
public final class GeneratedEvents {

  private static final String INSERT =
      """
      insert into events (kind, subject, job_id, payload)
      select kind, case kind when 'llm_request' then 'generated-request-' || n
                             else 'generated.' || h / 20 % :subjects end,
             'generated-' || n / 20000 % 50,
             case kind
               when 'answered' then jsonb_build_object(
                 'worker', 'classify-service-' || h % 5, 'node', 'restate-' || h / 5 % 5,
                 'model', case when h % 3 = 0 then 'gpt-6-luna' end,
                 'by', case when h % 3 = 0 then 'model' else 'rules' end,
                 'current', h % 50 > 0, 'source', 'Office ' || h / 20 % 7,
                 'topic', 'Topic ' || h / 20 % 11, 'confidence', (h % 101) / 100.0, 'values', one)
                 || case when h % 6 = 0 then jsonb_build_object('rules', jsonb_build_object(
                      'scale', other -> 'scale', 'family', other -> 'family')) else '{}' end
               when 'rejected' then jsonb_build_object(
                 'worker', 'classify-service-' || h % 5, 'node', null, 'model', null,
                 'stage', 'rules')
               when 'corrected' then jsonb_build_object(
                 'action', case when h % 7 = 0 then 'reject' else 'correct' end, 'confidence', 1,
                 'before', jsonb_build_object(
                   'by', (array['rules', 'model', 'person'])[1 + h / 7 % 3], 'values', one),
                 'after', case when h % 7 > 0 then
                   jsonb_build_object('by', 'person', 'values', other) end)
               else jsonb_build_object(
                 'model', (array['gpt-6-luna', 'gpt-6'])[1 + h % 2],
                 'worker', 'classify-service-' || h % 5, 'answered', h % 9 > 0,
                 'outcome', case when h % 9 > 0 then 'answered' else 'throttled' end,
                 'indicators', 10, 'rows_answered', 10, 'tokens_in', h % 5000,
                 'tokens_cached', h % 1000, 'tokens_cache_write', null, 'tokens_out', h % 700,
                 'cost_usd', (h % 100003) / 100000000.0, 'latency_ms', h % 30011,
                 'in_file', h % 31 = 0, 'ended_before', case when h % 37 = 0 then 'interrupted' end)
             end
        from (select n, h, case when h % 20 < 13 then 'answered' when h % 20 = 13 then 'rejected'
                                when h % 20 = 14 then 'corrected' else 'llm_request' end as kind
                from (select n, ('x' || left(md5(n::text), 7))::bit(28)::integer as h
                        from generate_series(:first, :last) as n) as numbers) as kinds,
             lateral (select $one as one, $other as other) as answers
       order by n
      """
          .replace("$one", values("h / 20"))
          .replace("$other", values("h / 333"));

  private GeneratedEvents() {}

  /// Appends the events of these numbers, both included, in a transaction of their own.
  ///
  /// @param subjects how many indicators they are about
  public static void append(DataSource database, long first, long last, int subjects)
      throws SQLException {
    new Statements(database)
        .inTransaction(
            handle -> {
              appendIn(handle, first, last, subjects);
              return last;
            });
  }

  /// Appends the events of these numbers, both included, in a transaction of the caller.
  ///
  /// @param subjects how many indicators they are about
  public static void appendIn(Handle handle, long first, long last, int subjects) {
    handle.execute("select events_append()");
    handle
        .createUpdate(INSERT)
        .bind("first", first)
        .bind("last", last)
        .bind("subjects", subjects)
        .execute();
  }

  private static String values(String h) {
    return """
    jsonb_build_object(
      'unit_type', (array['percentage', 'index', 'count', 'currency-amount', 'ratio'])[1 + %1$s %% 5],
      'scale', (array['raw-units', 'thousands', 'millions', 'billions'])[1 + %1$s %% 4],
      'currency', (array['EUR', 'USD', 'JPY', null, null, null])[1 + %1$s %% 6],
      'reporting_frequency', (array['monthly', 'quarterly', 'annually'])[1 + %1$s %% 3],
      'time_basis', (array['point-in-time', 'per-period', 'cumulative'])[1 + %1$s %% 3],
      'cumulative_pattern_type', (array['none', 'ytd'])[1 + %1$s %% 2],
      'family', (array['price-value', 'physical-fundamental', 'numeric-measurement', 'temporal',
                       'qualitative', 'change-movement', 'composite-derived'])[1 + %1$s %% 7],
      'indicator_type', (array['stock', 'flow', 'rate', 'yield', 'index', 'count'])[1 + %1$s %% 6],
      'temporal_aggregation', (array['period-total', 'period-average', 'point-in-time'])[1 + %1$s %% 3],
      'heat_map_orientation', (array['higher-is-positive', 'neutral'])[1 + %1$s %% 2])
    """
        .formatted(h);
  }
}
