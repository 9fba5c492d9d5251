package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.AssignedColumns.Assignment;
import dev.classify.indicator.IndicatorField;
import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.terminal.ShownText;
import dev.classify.text.NearestWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Collects what a user says about columns: options, the lines of a mapping file, or the column map
/// of the page. Each column and each field is named once.
public final class ColumnAssignments {

  /// What a column may state beside the fields (docs/scheme.md 17).
  private static final List<String> ATTRIBUTES =
      SeriesAttribute.stated().stream().map(SeriesAttribute::column).toList();

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
  /// @param field name of a field or attribute; blank to ignore the column
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
    byColumn.put(name, assignment(field.strip(), place));
  }

  private Assignment assignment(String written, Place place) {
    if (written.isEmpty()) {
      return new Assignment(null, null, place.origin());
    }
    Optional<IndicatorField> field = IndicatorField.named(written);
    Optional<String> attribute =
        ATTRIBUTES.stream().filter(name -> name.equalsIgnoreCase(written)).findFirst();
    if (field.isEmpty() && attribute.isEmpty()) {
      throw fault(
          place.field(),
          ShownText.of(written) + " is no field",
          "write one of " + nearestFields(written));
    }
    Assignment assignment =
        new Assignment(
            field.orElse(null), field.isPresent() ? null : attribute.orElse(null), place.origin());
    requireFirst(
        assignment, field.map(IndicatorField::column).or(() -> attribute).orElse(written), place);
    return assignment;
  }

  private void requireFirst(Assignment assignment, String named, Place place) {
    byColumn.forEach(
        (other, earlier) -> {
          boolean same =
              earlier.field() == assignment.field()
                  && Objects.equals(earlier.attribute(), assignment.attribute());
          if (same) {
            throw fault(
                place.field(),
                "%s is already assigned to %s by %s"
                    .formatted(named, ShownText.of(other), earlier.origin()),
                "leave one of the two fields empty, which ignores the column");
          }
        });
  }

  /// The names of all fields, the one that is most like a word first.
  private static String nearestFields(String written) {
    return String.join(
        ", ",
        NearestWords.sorted(
            written,
            Stream.concat(
                    Stream.of(IndicatorField.values()).map(IndicatorField::column),
                    ATTRIBUTES.stream())
                .toList()));
  }

  private static CommandFailure fault(String place, String problem, String fix) {
    return CommandFailure.usage(place + ": " + problem, fix);
  }

  /// All that is added.
  public AssignedColumns assigned() {
    return new AssignedColumns(byColumn);
  }
}
