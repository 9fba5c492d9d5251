package dev.classify.text;

import java.util.List;

/// The columns of one rule table, and which rows are about the same thing.
///
/// @param resource the table that comes with the program, as a resource name
/// @param columns of the header, in order
/// @param uniqueKey columns that no two rows may share
/// @param overrideKey columns by which a user's row replaces shipped rows: all those with the same
///     cells
public record TableFormat(
    String resource, List<String> columns, List<String> uniqueKey, List<String> overrideKey) {

  public TableFormat {
    columns = List.copyOf(columns);
    uniqueKey = List.copyOf(uniqueKey);
    overrideKey = List.copyOf(overrideKey);
  }

  /// A table whose first column is its key.
  public static TableFormat of(String resource, String... columns) {
    List<String> key = List.of(columns[0]);
    return new TableFormat(resource, List.of(columns), key, key);
  }

  /// The same table, where only rows with the same cells in all these columns exclude each other.
  public TableFormat uniqueBy(String... key) {
    return new TableFormat(resource, columns, List.of(key), overrideKey);
  }

  /// The same table, where a user's row replaces the rows with the same cells in all these columns.
  public TableFormat overriddenBy(String... key) {
    return new TableFormat(resource, columns, uniqueKey, List.of(key));
  }

  /// The file name, such as `terms.csv`.
  public String name() {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }
}
