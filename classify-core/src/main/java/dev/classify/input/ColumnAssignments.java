package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.AssignedColumns.Assignment;
import dev.classify.indicator.IndicatorField;
import dev.classify.terminal.ShownText;
import dev.classify.text.NearestWords;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Collects what a user says about columns: options, the lines of a mapping file, or the column map
/// of the page. Each column and each field is named once.
public final class ColumnAssignments {

  private final Map<String, Assignment> byColumn = new LinkedHashMap<>();

  /// Starts with nothing.
  public ColumnAssignments() {}

  /// Starts with what is said elsewhere.
  ColumnAssignments(AssignedColumns known) {
    byColumn.putAll(known.byColumn());
  }

  /// Where a user says something about a column, for messages.
  ///
  /// @param origin of the whole
  /// @param column of the name of the column
  /// @param field of the name of the field
  record Place(String origin, String column, String field) {

    /// A place where both names stand together.
    static Place of(String origin) {
      return new Place(origin, origin, origin);
    }
  }

  /// Adds a column.
  ///
  /// @param field name of a field; blank to ignore the column
  /// @param origin where the user says so, for messages
  /// @throws CommandFailure if there is no such field, or the column or the field is named already
  public void add(String column, String field, String origin) {
    add(column, field, Place.of(origin));
  }

  void add(String column, String field, Place place) {
    String name = column.strip();
    if (name.isEmpty()) {
      throw fault(place.column(), "no column is named", "write the name that the input gives it");
    }
    Assignment earlier = byColumn.get(name);
    if (earlier != null) {
      throw fault(
          place.column(),
          "%s is already assigned by %s".formatted(ShownText.of(name), earlier.origin()),
          "remove one of the two");
    }
    byColumn.put(name, new Assignment(field(field.strip(), place), place.origin()));
  }

  private @Nullable IndicatorField field(String written, Place place) {
    if (written.isEmpty()) {
      return null;
    }
    IndicatorField field =
        IndicatorField.named(written)
            .orElseThrow(
                () ->
                    fault(
                        place.field(),
                        ShownText.of(written) + " is no field",
                        "write one of " + nearestFields(written)));
    byColumn.forEach(
        (other, assignment) -> {
          if (assignment.field() == field) {
            throw fault(
                place.field(),
                "%s is already assigned to %s by %s"
                    .formatted(field.column(), ShownText.of(other), assignment.origin()),
                "leave one of the two fields empty, which ignores the column");
          }
        });
    return field;
  }

  /// The names of all fields, the one that is most like a word first.
  private static String nearestFields(String written) {
    return String.join(
        ", ",
        NearestWords.sorted(
            written, Stream.of(IndicatorField.values()).map(IndicatorField::column).toList()));
  }

  private static CommandFailure fault(String place, String problem, String fix) {
    return CommandFailure.usage(place + ": " + problem, fix);
  }

  /// All that is added.
  public AssignedColumns assigned() {
    return new AssignedColumns(byColumn);
  }
}
