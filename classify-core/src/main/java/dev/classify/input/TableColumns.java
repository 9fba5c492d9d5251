package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.IndicatorDraft;
import dev.classify.indicator.IndicatorField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What the columns of a table are read as: fields, or values of a period.
///
/// @param count of the columns that the table has
/// @param required values without which a row has no id or no name
/// @param row the values of a row in the columns of the mapping
/// @param isSeries whether a row is a series; other rows are passed over
record TableColumns(
    int count,
    int required,
    UnaryOperator<List<String>> row,
    Predicate<List<String>> isSeries,
    ColumnMapping mapping,
    PeriodColumns periods) {

  /// @throws CommandFailure if the id or the name has no column, or the user names a column that is
  ///     missing
  static TableColumns of(String source, List<String> header, AssignedColumns assigned) {
    // A user who maps columns knows better.
    OfficeTable office =
        assigned.hasFields()
            ? OfficeTable.none(header)
            : OfficeTable.of(header).orElse(OfficeTable.none(header));
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
    Map<String, Integer> extra = new LinkedHashMap<>(mapping.extra());
    if (!periods.periods().isEmpty()) {
      extra.keySet().removeIf(PeriodColumns::isPeriod);
    }
    office.extra().forEach(extra::putIfAbsent);
    return new TableColumns(
        header.size(),
        last < header.size() ? last + 1 : 1,
        office.row(),
        office.isSeries(),
        new ColumnMapping(mapping.header(), mapping.indexes(), extra),
        periods);
  }

  private static int index(ColumnMapping mapping, IndicatorField field) {
    return mapping.indexes().getOrDefault(field, 0);
  }

  IndicatorDraft draft(List<String> values) {
    List<String> all = row.apply(values);
    IndicatorDraft draft = mapping.draft(all);
    return periods.periods().isEmpty()
        ? draft
        : new IndicatorDraft(draft.texts(), periods.sample(all), draft.extra());
  }

  /// The id of a row that may be cut; empty if it has none.
  String id(List<String> values) {
    int index = index(mapping, IndicatorField.INDICATOR_ID);
    return index < values.size() ? values.get(index).strip() : "";
  }

  /// The names of the columns that are no fields.
  List<String> extra() {
    return List.copyOf(mapping.extra().keySet());
  }
}
