package dev.classify.dist;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/// Events of every kind for a log, and what projections have made of it.
record ProjectedRows(EmbeddedStack stack) {

  /// The tables of all projections, with the columns that say which row it is, and those that add
  /// up over the slots.
  private static final String TABLES =
      """
      select string_agg(format(
               '%s: select coalesce(md5(string_agg(r::text, chr(10) order by r::text)), ''empty'')'
               ' from (select %s from %I where build = (select build from projection_builds'
               ' where projection = %L and state = ''active'') group by %s) r',
               t.name, t.keys || coalesce(', ' || t.sums, ''), t.name, t.projection, t.keys),
               chr(10) order by t.name)
        from (
          select c.relname as name, p.projection,
                 string_agg(quote_ident(a.attname), ', ' order by a.attnum)
                   filter (where not adds) as keys,
                 string_agg(format('sum(%I)', a.attname), ', ' order by a.attnum)
                   filter (where adds) as sums
            from (values ('taxonomy', 'taxonomy_'), ('throughput', 'throughput_'),
                         ('throughput', 'latency_'), ('disagreement', 'disagreement_'),
                         ('distribution', 'distribution_'), ('confidence', 'confidence_'))
                   as p(projection, prefix)
            join pg_class c on c.relkind = 'r' and starts_with(c.relname, p.prefix)
            join pg_attribute build on build.attrelid = c.oid and build.attname = 'build'
            join pg_index i on i.indrelid = c.oid and i.indisprimary
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                               and a.attname not in ('build', 'slot')
           cross join lateral (
             select a.atttypid in ('bigint'::regtype, 'numeric'::regtype)
                    and not a.attnum = any(i.indkey) as adds) k
           group by 1, 2) t
      """;

  /// Appends `count` events in one transaction, about indicators and requests that other calls
  /// know too.
  ///
  /// @param seed decides their contents
  void append(int count, int seed) throws SQLException, IOException {
    stack.execute(
        """
        do $$
        begin
          perform setseed(%1$d / 100000.0);
          perform events_append();
          insert into events (kind, subject, job_id, payload)
          select k.kind,
                 case k.kind when 'llm_request' then 'request-' || %1$d || '-' || n
                      else 'indicator-' || (random() * 5000)::integer end,
                 'job-' || (random() * 3)::integer,
                 case k.kind
                 when 'answered' then jsonb_build_object(
                   'by', case when random() < 0.5 then 'rules' else 'model' end,
                   'model', case when random() < 0.5 then 'gpt-6-luna' end,
                   'worker', 'classify-service-' || (random() * 4)::integer,
                   'node', 'restate-' || (random() * 4)::integer, 'current', true,
                   'source', 'source-' || (random() * 4)::integer, 'topic', 'prices',
                   'confidence', round(random()::numeric, 2),
                   'rules', jsonb_build_object(
                     'unit_type', (array['index', 'percentage', 'currency'])[1 + (random() * 2)::integer]),
                   'values', jsonb_build_object(
                     'unit_type', (array['index', 'percentage', 'currency'])[1 + (random() * 2)::integer],
                     'family', (array['price-value', 'change-movement'])[1 + random()::integer]))
                 when 'corrected' then jsonb_build_object(
                   'action', 'correct', 'confidence', 1,
                   'before', jsonb_build_object(
                     'by', 'rules', 'values', jsonb_build_object('unit_type', 'index')),
                   'after', jsonb_build_object(
                     'by', 'person', 'values', jsonb_build_object('unit_type', 'percentage')))
                 when 'rejected' then jsonb_build_object(
                   'worker', 'classify-service-1', 'node', 'restate-1', 'stage', 'model')
                 else jsonb_build_object(
                   'model', 'gpt-6-luna', 'worker', 'classify-service-2', 'answered', true,
                   'outcome', 'answered', 'indicators', 10, 'rows_answered', 9, 'tokens_in', 700,
                   'tokens_cached', 100, 'tokens_cache_write', 0, 'tokens_out', 90,
                   'cost_usd', round(random()::numeric / 100, 6),
                   'latency_ms', (random() * 5000)::integer, 'in_file', false)
                 end
            from generate_series(1, %2$d) n
           cross join lateral (
             select case when n %% 10 = 0 then 'rejected' when n %% 7 = 0 then 'llm_request'
                         when n %% 11 = 0 then 'corrected'
                         else 'answered' end as kind) k;
        end $$
        """
            .formatted(seed, count));
  }

  /// Positions that a projection has not read, over all partitions.
  long lag() throws SQLException, IOException {
    return stack.number("select coalesce(sum(lag_events), -1) from projection_lag");
  }

  /// Builds of projections, active or not, that have not been deleted yet.
  long builds() throws SQLException, IOException {
    return stack.number("select count(*) from projection_builds");
  }

  /// A fingerprint of what each table of the active builds says, whatever partitions wrote it.
  Map<String, String> fingerprints() throws SQLException, IOException {
    Map<String, String> found = new TreeMap<>();
    for (String line : stack.text(TABLES).lines().toList()) {
      String[] parts = line.split(": ", 2);
      found.put(parts[0], stack.text(parts[1]));
    }
    return found;
  }
}
