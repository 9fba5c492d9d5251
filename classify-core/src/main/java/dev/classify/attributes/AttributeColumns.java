package dev.classify.attributes;

import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds the columns of a source that are no fields and state attributes, such as `REF_AREA`.
final class AttributeColumns {

  static final TableFormat FORMAT =
      TableFormat.of(
          "/dev/classify/attributes/attribute-columns.csv", "column", "attribute", "codes");

  /// What a column says.
  ///
  /// @param attribute that the column is about
  /// @param column as the source writes it
  /// @param cell what stands in it
  /// @param codes whether nothing else may stand in it
  /// @param values those it states, by attribute; empty if it is not understood
  record Statement(
      SeriesAttribute attribute,
      String column,
      String cell,
      boolean codes,
      Optional<Map<SeriesAttribute, String>> values) {}

  private record Column(SeriesAttribute attribute, boolean codes) {}

  private final Map<String, Column> columns;
  private final AttributeCells cells;

  private AttributeColumns(Map<String, Column> columns, AttributeCells cells) {
    this.columns = columns;
    this.cells = cells;
  }

  static AttributeColumns read(TableSet tables, AttributeCells cells) {
    Map<String, Column> columns = new HashMap<>();
    for (Row row : tables.read(FORMAT).rows()) {
      String name = row.text("column");
      row.require(
          name.equals(joined(name)),
          "column",
          "is not joined",
          "write it without blanks and dashes");
      columns.put(
          name,
          new Column(
              row.required("attribute", AttributeWords.ATTRIBUTE),
              row.oneOf("codes", "yes", "no").equals("yes")));
    }
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      columns.putIfAbsent(joined(attribute.column()), new Column(attribute, true));
    }
    return new AttributeColumns(columns, cells);
  }

  private static String joined(String name) {
    StringBuilder joined = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter != '_' && letter != '-' && !Character.isWhitespace(letter)) {
        joined.append(letter);
      }
    }
    return joined.toString().toLowerCase(Locale.ROOT);
  }

  /// What the columns of a row say, those of codes first.
  ///
  /// @param extra the columns that are no fields, by name
  List<Statement> in(Map<String, String> extra) {
    List<Statement> found = new ArrayList<>();
    extra.forEach(
        (name, cell) -> {
          Column column = columns.get(joined(name));
          if (column != null) {
            found.add(
                new Statement(
                    column.attribute(),
                    name,
                    cell,
                    column.codes(),
                    cells.values(column.attribute(), cell)));
          }
        });
    found.sort(Comparator.comparing(Statement::codes).reversed());
    return found;
  }
}
