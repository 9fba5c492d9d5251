package dev.classify.store.generated;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// An index that is removed while its table is filled, because building it afterwards takes a
/// fraction of the time.
///
/// @param drop the statement that removes it
/// @param create the statement that builds it again
record TableIndex(String drop, String create) {

  private static final String SELECT =
      """
      select case when c.oid is null
                  then format('drop index %I.%I', n.nspname, i.relname)
                  else format('alter table %I.%I drop constraint %I', n.nspname, t.relname, c.conname)
             end as removed,
             case when c.oid is null then pg_get_indexdef(i.oid)
                  else format('alter table %I.%I add constraint %I %s', n.nspname, t.relname,
                              c.conname, pg_get_constraintdef(c.oid))
             end as built
        from pg_index x
             join pg_class i on i.oid = x.indexrelid
             join pg_class t on t.oid = x.indrelid
             join pg_namespace n on n.oid = t.relnamespace
             left join pg_constraint c on c.conindid = i.oid and c.contype in ('p', 'u')
       where n.nspname = current_schema and t.relname = any(?)
       order by i.relname
      """;

  /// The indexes of some tables, those of primary keys included.
  static List<TableIndex> of(Connection connection, List<String> tables) throws SQLException {
    List<TableIndex> indexes = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      Array names = connection.createArrayOf("text", tables.toArray());
      select.setArray(1, names);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          indexes.add(new TableIndex(rows.getString("removed"), rows.getString("built")));
        }
      }
    }
    return indexes;
  }
}
