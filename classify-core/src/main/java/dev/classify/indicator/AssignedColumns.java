package dev.classify.indicator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a user says about the columns of a source, or the keys of its JSON objects.
///
/// @param byColumn in the order in which the user gives them
public record AssignedColumns(Map<String, Assignment> byColumn) {

  public static final AssignedColumns NONE = new AssignedColumns(Map.of());

  /// What one column is read as.
  ///
  /// @param field null if the column is none, whatever its name means
  /// @param attribute the column that states one, such as `reference_area`; null if it states none.
  ///     Without field and attribute the column is ignored
  /// @param origin where the user says so, for messages: the option, or file and line
  public record Assignment(
      @Nullable IndicatorField field, @Nullable String attribute, String origin) {}

  public AssignedColumns {
    byColumn = Collections.unmodifiableMap(new LinkedHashMap<>(byColumn));
  }

  /// The name of the field or attribute of each column, empty where the column is ignored.
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    byColumn.forEach(
        (column, assignment) -> {
          IndicatorField field = assignment.field();
          String attribute = Objects.requireNonNullElse(assignment.attribute(), "");
          fields.put(column, field == null ? attribute : field.column());
        });
    return fields;
  }

  /// Whether the user names this column.
  public boolean has(String column) {
    return byColumn.containsKey(column);
  }

  /// Whether the user ignores this column.
  public boolean ignores(String column) {
    Assignment assignment = byColumn.get(column);
    return assignment != null && assignment.field() == null && assignment.attribute() == null;
  }

  /// The name under which a column that is no field is kept: that of the attribute which the user
  /// assigns, or its own.
  public String keptAs(String column) {
    return attributeOf(column).orElse(column);
  }

  /// The attribute that the user assigns to a column.
  public Optional<String> attributeOf(String column) {
    Assignment assignment = byColumn.get(column);
    return Optional.ofNullable(assignment == null ? null : assignment.attribute());
  }

  /// Whether any column is read as a field that the user names.
  public boolean hasFields() {
    return byColumn.values().stream().anyMatch(assignment -> assignment.field() != null);
  }

  /// The column that the user names for a field.
  public Optional<String> columnOf(IndicatorField field) {
    return byColumn.entrySet().stream()
        .filter(entry -> entry.getValue().field() == field)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// The field that a column means by assignment or by its name; empty if it is ignored.
  public Optional<IndicatorField> meaning(String column) {
    Assignment assignment = byColumn.get(column);
    return assignment != null
        ? Optional.ofNullable(assignment.field())
        : IndicatorField.named(column);
  }
}
