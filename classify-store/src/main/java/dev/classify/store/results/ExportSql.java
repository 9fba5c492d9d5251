package dev.classify.store.results;

import dev.classify.indicator.IndicatorField;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The statement that reads answers for tables and exports.
final class ExportSql {

  private static final String ANSWER =
      ResultColumn.ALL.stream().map(ResultColumn::column).collect(Collectors.joining(", "));

  /// What was imported counts first. Without an import the queue knows the input of its rows.
  private static final String SOURCE =
      Arrays.stream(IndicatorField.values())
          .filter(field -> field != IndicatorField.INDICATOR_ID)
          .map(
              field ->
                  "coalesce(s.%1$s, i.indicator %2$s '%1$s') as \"%3$s\""
                      .formatted(
                          field.column(),
                          field == IndicatorField.SAMPLE_VALUES ? "->" : "->>",
                          ResultColumn.of(field).column()))
          .collect(Collectors.joining(",\n       "));

  /// Of an export, however many lists its answers come from.
  private static final int EXTRA_COLUMNS_MAX = 1_000;

  private ExportSql() {}

  /// Reads the answers that match, in the order of the ids' code points.
  ///
  /// @param condition on `classifications`
  /// @param limit a clause, or empty
  /// @param columns of the answer, and those of the source or extra ones, where wanted
  static String select(String condition, String limit, List<ResultColumn> columns) {
    boolean withSource = columns.containsAll(ResultColumn.SOURCE);
    boolean withExtra = columns.stream().anyMatch(column -> column.extra().isPresent());
    String answers =
        """
        select %s%s from classifications
         where %s
         order by indicator_id collate "C"
         %s
        """
            .formatted(ANSWER, withExtra ? ", extra" : "", condition, limit);
    return withSource ? withSource(answers) : answers;
  }

  /// The names of the extra columns that the answers which match have.
  static String extraNames(String condition) {
    return """
    select distinct jsonb_object_keys(extra) as extra_name from classifications
     where extra is not null and (%s)
     order by extra_name
     limit %d
    """
        .formatted(condition, EXTRA_COLUMNS_MAX);
  }

  /// The source is looked up row by row, so that the first rows come at once.
  private static String withSource(String answers) {
    return """
    select answer.*,
           %s
      from (%s) as answer
           left join lateral (
             select * from source_indicators
              where indicator_id = answer.indicator_id limit 1) s on true
           left join lateral (
             select indicator from review_items
              where indicator_id = answer.indicator_id limit 1) i on true
     order by answer.indicator_id collate "C"
    """
        .formatted(SOURCE, answers);
  }
}
