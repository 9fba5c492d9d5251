package dev.classify.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// The statements that bring the tables of a database to what its TimescaleDB can do. Each may run
/// again.
///
/// @param community whether the build has the features of the Timescale License
/// @param hypertables names of tables that are hypertables
/// @param aggregates names of continuous aggregates that exist
record TimescalePlan(boolean community, Set<String> hypertables, Set<String> aggregates) {

  /// The tables by their time. The closing of a request and the sums of a job look at every chunk,
  /// so chunks are long: with the seven days that TimescaleDB takes by default, they were too many
  /// within two years.
  private static final Map<String, String> TIMES = times();

  private static final String CHUNK = "interval '1 year'";

  /// The log is read from a position on, so its chunks are of positions: some gigabytes each.
  private static final String EVENTS = "events";

  private static final int EVENTS_PER_CHUNK = 10_000_000;

  /// What the views of migration V23 select, so that they can select it from an aggregate.
  private static final String FIGURES =
      """
      count(*) as requests, count(*) filter (where state = 'answered') as answered,
      %s
      sum(tokens_in) as tokens_in, sum(tokens_cached) as tokens_cached,
      sum(tokens_out) as tokens_out, sum(cost_usd) as cost_usd,
      percentile_cont(0.95) within group (order by latency_ms)
        filter (where state = 'answered' and provider_batch is null) as latency_p95_ms
      """;

  private static final String THROTTLED =
      "count(*) filter (where outcome = 'throttled') as throttled,";

  private static final List<Aggregate> AGGREGATES =
      List.of(
          new Aggregate(
              "requests_by_minute",
              "requests_per_minute",
              "minute",
              "job_id, model, service_tier",
              FIGURES.formatted(THROTTLED),
              "minute, job_id, model, service_tier, requests, answered, throttled",
              "interval '10 minutes'",
              "interval '5 minutes'"),
          new Aggregate(
              "requests_by_hour",
              "requests_per_hour",
              "hour",
              "model, service_tier",
              FIGURES.formatted(""),
              "hour, model, service_tier, requests, answered",
              "interval '1 hour'",
              "interval '30 minutes'"));

  TimescalePlan {
    hypertables = Set.copyOf(hypertables);
    aggregates = Set.copyOf(aggregates);
  }

  private static Map<String, String> times() {
    Map<String, String> times = new LinkedHashMap<>();
    times.put("classification_attempts", "attempted_at");
    times.put("llm_requests", "granted_at");
    return times;
  }

  /// An aggregate that TimescaleDB keeps, and the view that shows it.
  ///
  /// @param keys columns that it is grouped by, besides the time
  /// @param shown columns of the view before the sums
  /// @param live the latest part of the time, which is computed from the table when it is read
  private record Aggregate(
      String name,
      String view,
      String unit,
      String keys,
      String figures,
      String shown,
      String live,
      String refresh) {

    /// Created empty, because filling it is not possible in the same statement everywhere.
    String create() {
      return """
      create materialized view %1$s
        with (timescaledb.continuous, timescaledb.materialized_only = false) as
      select time_bucket(interval '1 %2$s', granted_at) as %2$s, %3$s, %4$s
        from llm_requests group by 1, %3$s
        with no data
      """
          .formatted(name, unit, keys, figures);
    }

    String fill() {
      return "call refresh_continuous_aggregate('%s', null, now() - %s)".formatted(name, live);
    }

    String show() {
      return """
      create or replace view %s as
      select %s, tokens_in, tokens_cached, tokens_out, cost_usd, latency_p95_ms from %s
      """
          .formatted(view, shown, name);
    }

    /// A request in a file is answered within a day; what is older does not change.
    String keepFresh() {
      return """
      select add_continuous_aggregate_policy('%s', start_offset => interval '3 days',
        end_offset => %s, schedule_interval => %s, if_not_exists => true)
      """
          .formatted(name, live, refresh);
    }
  }

  /// The statements in order.
  List<String> statements(TimescaleSettings settings) {
    List<String> statements = new ArrayList<>();
    TIMES.forEach(
        (table, time) ->
            statements.add(
                hypertables.contains(table)
                    ? "select set_chunk_time_interval('%s', %s)".formatted(table, CHUNK)
                    : """
                    select create_hypertable('%s', '%s', chunk_time_interval => %s,
                      migrate_data => true, if_not_exists => true)
                    """
                        .formatted(table, time, CHUNK)));
    if (!hypertables.contains(EVENTS)) {
      statements.add(
          """
          do $$ begin
            perform create_hypertable('%s', 'position', chunk_time_interval => %d,
              migrate_data => true, if_not_exists => true);
          exception when others then
            raise notice 'the log of events stays a plain table: %%', sqlerrm;
          end $$
          """
              .formatted(EVENTS, EVENTS_PER_CHUNK));
    }
    if (community) {
      for (Aggregate aggregate : AGGREGATES) {
        if (!aggregates.contains(aggregate.name())) {
          statements.add(aggregate.create());
          statements.add(aggregate.fill());
        }
        statements.add(aggregate.show());
        statements.add(aggregate.keepFresh());
      }
      TIMES.forEach((table, time) -> addPolicies(table, time, settings, statements));
    }
    return statements;
  }

  /// A policy is replaced, because its age may be another one now.
  private static void addPolicies(
      String table, String time, TimescaleSettings settings, List<String> statements) {
    statements.add("call remove_columnstore_policy('%s', if_exists => true)".formatted(table));
    if (settings.columnstoreAfterDays().isPresent()) {
      statements.add(
          """
          alter table %s set (timescaledb.enable_columnstore = true,
            timescaledb.segmentby = 'job_id', timescaledb.orderby = '%s')
          """
              .formatted(table, time));
      statements.add(
          "call add_columnstore_policy('%s', after => %s)"
              .formatted(table, days(settings.columnstoreAfterDays())));
    }
    statements.add("select remove_retention_policy('%s', if_exists => true)".formatted(table));
    if (settings.retentionDays().isPresent()) {
      statements.add(
          "select add_retention_policy('%s', drop_after => %s)"
              .formatted(table, days(settings.retentionDays())));
    }
  }

  private static String days(OptionalInt days) {
    return "interval '%d days'".formatted(days.orElseThrow());
  }
}
