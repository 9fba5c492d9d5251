package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.IndicatorDraft;
import dev.classify.indicator.IndicatorField;
import java.util.List;
import java.util.function.UnaryOperator;

/// What the columns of a table are read as: fields, or values of a period.
///
/// @param count of the columns that the table has
/// @param required values without which a row has no id or no name
/// @param row the values of a row in the columns of the mapping
record TableColumns(
    int count,
    int required,
    UnaryOperator<List<String>> row,
    ColumnMapping mapping,
    PeriodColumns periods) {

  /// @throws CommandFailure if the id or the name has no column, or the user names a column that is
  ///     missing
  static TableColumns of(String source, List<String> header, AssignedColumns assigned) {
    // A user who maps columns knows better.
    OfficeTable office =
        assigned.hasFields()
            ? new OfficeTable(header, UnaryOperator.identity())
            : OfficeTable.of(header).orElse(new OfficeTable(header, UnaryOperator.identity()));
    // Not that of the office table, where the columns of the key have no name.
    ColumnMapping.requireAssigned(source, header, assigned);
    ColumnMapping mapping = ColumnMapping.ofHeader(source, office.header(), assigned);
    PeriodColumns periods =
        mapping.indexes().containsKey(IndicatorField.SAMPLE_VALUES)
            ? PeriodColumns.NONE
            : PeriodColumns.of(
                office.header().stream()
                    .map(name -> assigned.ignores(name.strip()) ? "" : name)
                    .toList());
    int last =
        Math.max(index(mapping, IndicatorField.INDICATOR_ID), index(mapping, IndicatorField.NAME));
    return new TableColumns(
        header.size(), last < header.size() ? last + 1 : 1, office.row(), mapping, periods);
  }

  private static int index(ColumnMapping mapping, IndicatorField field) {
    return mapping.indexes().getOrDefault(field, 0);
  }

  IndicatorDraft draft(List<String> values) {
    List<String> all = row.apply(values);
    IndicatorDraft draft = mapping.draft(all);
    return periods.periods().isEmpty()
        ? draft
        : new IndicatorDraft(draft.texts(), periods.sample(all));
  }

  /// The id of a row that may be cut; empty if it has none.
  String id(List<String> values) {
    int index = index(mapping, IndicatorField.INDICATOR_ID);
    return index < values.size() ? values.get(index).strip() : "";
  }

  List<String> ignored() {
    return mapping.ignored().stream()
        .filter(name -> periods.periods().isEmpty() || !PeriodColumns.isPeriod(name))
        .toList();
  }
}
