package dev.classify.dist;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/// What projections have made of a log.
record ProjectedRows(EmbeddedStack stack) {

  /// The tables of all projections, with the columns that say which row it is, and those that add
  /// up over the slots. What adds up to nothing is left out, as the views do: one partition may
  /// have counted an answer, and another one its replacement.
  private static final String TABLES =
      """
      select string_agg(format(
               '%s: select coalesce(md5(string_agg(r::text, chr(10) order by r::text)), ''empty'')'
               ' from (select %s from %I where build = (select build from projection_builds'
               ' where projection = %L and state = ''active'') group by %s having %s) r',
               t.name, t.keys || coalesce(', ' || t.sums, ''), t.name, t.projection, t.keys,
               coalesce(t.counted, 'true')),
               chr(10) order by t.name)
        from (
          select c.relname as name, p.projection,
                 string_agg(quote_ident(a.attname), ', ' order by a.attnum)
                   filter (where not adds) as keys,
                 string_agg(format('sum(%I)', a.attname), ', ' order by a.attnum)
                   filter (where adds) as sums,
                 string_agg(format('sum(%I) <> 0', a.attname), ' or ' order by a.attnum)
                   filter (where adds) as counted
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
