package dev.classify.store.source;

import static java.util.stream.Collectors.joining;

import dev.classify.indicator.ExtraColumns;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.IndicatorJson;
import dev.classify.store.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// Input rows in a database: the table `source_indicators`, and any other table or query.
///
/// A user's query is sent as a plain statement. JDBI, and the driver's prepared statements, would
/// take a `:` or `?` in it for a parameter.
public final class SourceIndicators {

  /// The table that an import fills: the columns of [IndicatorField], `extra` and `imported_at`.
  public static final String TABLE = "source_indicators";

  private static final List<IndicatorField> FIELDS = List.of(IndicatorField.values());
  private static final String COLUMNS = each(", ", IndicatorField::column);

  // Arrays keep the statement the same for any number of rows.
  private static final String UPSERT =
      """
      INSERT INTO source_indicators (%s, extra, imported_at)
      SELECT %s, extra::jsonb, now()
      FROM unnest(%s, :extra) AS given (%s, extra)
      ON CONFLICT (indicator_id) DO UPDATE SET
        %s, extra = excluded.extra, imported_at = excluded.imported_at
      """
          .formatted(
              COLUMNS,
              each(
                  ", ",
                  field ->
                      field.column() + (field == IndicatorField.SAMPLE_VALUES ? "::jsonb" : "")),
              each(", ", field -> ":" + field.column()),
              COLUMNS,
              each(", ", field -> field.column() + " = excluded." + field.column()));

  private static final Pattern QUERY_END = Pattern.compile("[;\\s]+$");

  private final DataSource database;
  private final Statements statements;

  public SourceIndicators(DataSource database) {
    this.database = database;
    this.statements = new Statements(database);
  }

  /// Writes all rows in one statement; a row with the same id is replaced.
  ///
  /// @param indicators with ids that differ from each other
  public void upsert(List<Indicator> indicators) throws SQLException {
    statements.inTransaction(
        handle -> {
          Update upsert = handle.createUpdate(UPSERT);
          for (IndicatorField field : FIELDS) {
            upsert.bindArray(
                field.column(),
                String.class,
                indicators.stream().map(indicator -> text(indicator, field)).toArray());
          }
          upsert.bindArray(
              ExtraColumns.KEY,
              String.class,
              indicators.stream().map(SourceIndicators::extra).toArray());
          return upsert.execute();
        });
  }

  /// A query for the imported row of one indicator, to be read like any other query.
  public static String queryFor(String indicatorId) {
    return "SELECT * FROM %s WHERE indicator_id = '%s'"
        .formatted(TABLE, indicatorId.replace("'", "''"));
  }

  /// The columns that a table or query has.
  ///
  /// @param tableOrQuery a name, with or without schema, or a query, which has a blank in it
  public List<String> columns(String tableOrQuery) throws SQLException {
    try (SourceRows none = open("SELECT * FROM " + from(tableOrQuery) + " LIMIT 0")) {
      return none.columns();
    }
  }

  /// Opens a table or query for reading; the caller closes the rows.
  ///
  /// @param order the column to order by, so that every reading has the same order
  public SourceRows read(String tableOrQuery, String order) throws SQLException {
    return open("SELECT * FROM " + from(tableOrQuery) + " ORDER BY source." + quoted(order));
  }

  private SourceRows open(String sql) throws SQLException {
    Connection connection = database.getConnection();
    try {
      return SourceRows.open(connection, sql);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  static List<String> labels(ResultSet rows) throws SQLException {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      labels.add(rows.getMetaData().getColumnLabel(i));
    }
    return labels;
  }

  private static String from(String tableOrQuery) {
    String wanted = QUERY_END.matcher(tableOrQuery.strip()).replaceFirst("");
    if (wanted.equals(TABLE)) {
      return "(SELECT " + COLUMNS + ", " + ExtraColumns.KEY + " FROM " + TABLE + ") AS source";
    }
    if (wanted.chars().anyMatch(Character::isWhitespace)) {
      // The line end keeps a comment at the end of the query from hiding the bracket.
      return "(" + wanted + "\n) AS source";
    }
    return Arrays.stream(wanted.split("\\.", -1))
            .map(part -> part.startsWith("\"") ? part : quoted(part))
            .collect(joining("."))
        + " AS source";
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static @Nullable String extra(Indicator indicator) {
    return indicator.extra().isEmpty()
        ? null
        : IndicatorJson.write(indicator.withoutSample()).path(ExtraColumns.KEY).toString();
  }

  private static @Nullable String text(Indicator indicator, IndicatorField field) {
    if (field == IndicatorField.SAMPLE_VALUES) {
      return indicator.dates().isEmpty()
          ? null
          : IndicatorJson.write(indicator).get(field.column()).toString();
    }
    return indicator.text(field);
  }

  private static String each(String separator, Function<IndicatorField, String> part) {
    return FIELDS.stream().map(part).collect(joining(separator));
  }
}
