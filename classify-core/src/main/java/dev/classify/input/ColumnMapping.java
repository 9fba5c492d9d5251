package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.ExtraColumns;
import dev.classify.indicator.IndicatorDraft;
import dev.classify.indicator.IndicatorField;
import dev.classify.terminal.ShownText;
import dev.classify.text.NearestWords;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Maps the columns of a source to fields.
///
/// @param header the column names as the source gives them
/// @param indexes index of the column by field
/// @param extra index by the name of a column that matches no field, without those that the user
///     ignores, in the order of the header; of equal names the first
public record ColumnMapping(
    List<String> header, Map<IndicatorField, Integer> indexes, Map<String, Integer> extra) {

  public ColumnMapping {
    header = List.copyOf(header);
    indexes = Map.copyOf(indexes);
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /// Maps the columns of a header to fields.
  ///
  /// A column that the user assigns is preferred to a column that has the name of the field.
  ///
  /// @throws CommandFailure if the id or the name has no column, a field has two, or the user names
  ///     a column that is missing
  public static ColumnMapping of(String sourceName, List<String> header, AssignedColumns assigned) {
    requireAssigned(sourceName, header, assigned);
    return ofHeader(sourceName, header, assigned);
  }

  /// The same for columns which the user may not know by these names.
  static ColumnMapping ofHeader(String sourceName, List<String> header, AssignedColumns assigned) {
    List<String> names = header.stream().map(String::strip).toList();
    Map<IndicatorField, Integer> indexes = new EnumMap<>(IndicatorField.class);
    Map<String, Integer> extra = new LinkedHashMap<>();
    for (int index = 0; index < names.size(); index++) {
      Optional<IndicatorField> field = fieldOf(names.get(index), assigned);
      if (field.isEmpty()) {
        keep(extra, names.get(index), index, assigned);
        continue;
      }
      Integer other = indexes.put(field.get(), index);
      if (other != null) {
        throw fieldHasTwoColumns(sourceName, field.get(), names.get(other), names.get(index));
      }
    }
    requireIdAndName(sourceName, names, indexes, assigned);
    return new ColumnMapping(names, indexes, extra);
  }

  private static void keep(
      Map<String, Integer> extra, String name, int index, AssignedColumns assigned) {
    String kept = assigned.keptAs(name);
    if (!kept.equals(name)) {
      extra.put(kept, index);
    } else if (!name.isEmpty() && !assigned.ignores(name)) {
      extra.putIfAbsent(name, index);
    }
  }

  /// The field that a column is read as; empty if it is ignored.
  public static Optional<IndicatorField> fieldOf(String name, AssignedColumns assigned) {
    return assigned
        .meaning(name)
        .filter(field -> assigned.has(name) || assigned.columnOf(field).isEmpty());
  }

  /// Refuses columns of the user that a source does not have.
  static void requireAssigned(String sourceName, List<String> header, AssignedColumns assigned) {
    List<String> names = header.stream().map(String::strip).toList();
    assigned
        .byColumn()
        .forEach(
            (column, assignment) -> {
              if (!names.contains(column)) {
                throw CommandFailure.usage(
                    "%s names the column %s, which %s does not have; its columns are %s"
                        .formatted(
                            assignment.origin(),
                            ShownText.of(column),
                            sourceName,
                            columnList(names)),
                    names.isEmpty()
                        ? "begin the input with a row of column names"
                        : "name one of these columns; the most similar one is "
                            + columnList(List.of(NearestWords.sorted(column, names).getFirst())));
              }
            });
  }

  private static CommandFailure fieldHasTwoColumns(
      String sourceName, IndicatorField field, String one, String other) {
    String problem =
        "%s: the columns %s and %s both mean %s"
            .formatted(sourceName, ShownText.of(one), ShownText.of(other), field.column());
    String fix =
        one.equals(other)
            ? "rename or remove one of them"
            : "rename or remove one of them, or choose one with --map %s=%s where the command has that option"
                .formatted(ShownText.of(one), field.column());
    return CommandFailure.usage(problem, fix);
  }

  private static void requireIdAndName(
      String sourceName,
      List<String> names,
      Map<IndicatorField, Integer> indexes,
      AssignedColumns assigned) {
    for (IndicatorField field : List.of(IndicatorField.INDICATOR_ID, IndicatorField.NAME)) {
      if (!indexes.containsKey(field)) {
        requireNotIgnored(sourceName, names, field, assigned);
        boolean wrongSeparator = names.size() == 1 && names.getFirst().matches("(?s).*[;\t|].*");
        throw CommandFailure.usage(
            "%s has no column %s; its columns are %s"
                .formatted(sourceName, field.column(), columnList(names)),
            wrongSeparator
                ? "name the separator: --delimiter tab, --delimiter ';' or --delimiter '|'"
                : ("rename one of them to %1$s, or assign one with --map COLUMN=%1$s where the"
                        + " command has that option")
                    .formatted(field.column()));
      }
    }
  }

  private static void requireNotIgnored(
      String sourceName, List<String> names, IndicatorField field, AssignedColumns assigned) {
    assigned
        .byColumn()
        .forEach(
            (column, assignment) -> {
              if (names.contains(column)
                  && assignment.field() == null
                  && IndicatorField.named(column).equals(Optional.of(field))) {
                throw CommandFailure.usage(
                    "%s ignores the only column of %s that is %s"
                        .formatted(assignment.origin(), sourceName, field.column()),
                    "read this column or another one as %s".formatted(field.column()));
              }
            });
  }

  /// The names for a message, shortened so that it stays readable for any file.
  private static String columnList(List<String> names) {
    List<String> first =
        names.stream()
            .limit(30)
            .map(name -> name.length() <= 60 ? name : name.substring(0, 60) + "...")
            .map(ShownText::of)
            .toList();
    String more = names.size() > 30 ? " and " + (names.size() - 30) + " more" : "";
    return String.join(", ", first) + more;
  }

  /// The name of the column of a field.
  ///
  /// @throws IllegalArgumentException if the field has none
  public String column(IndicatorField field) {
    Integer index = indexes.get(field);
    if (index == null) {
      throw new IllegalArgumentException("no column for " + field);
    }
    return header.get(index);
  }

  /// The draft of a row with its values in the order of the header.
  public IndicatorDraft draft(List<? extends @Nullable String> values) {
    Map<IndicatorField, String> texts = new EnumMap<>(IndicatorField.class);
    indexes.forEach(
        (field, index) -> {
          String value = index < values.size() ? values.get(index) : null;
          if (value != null && !value.isEmpty()) {
            texts.put(field, value);
          }
        });
    return new IndicatorDraft(texts, null, extra(values));
  }

  private Map<String, String> extra(List<? extends @Nullable String> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    extra.forEach(
        (name, index) -> {
          String value = index < values.size() ? values.get(index) : null;
          if (value != null && name.equals(ExtraColumns.KEY) && value.startsWith("{")) {
            texts.putAll(ExtraColumns.read(value));
          } else if (value != null && !value.isBlank()) {
            texts.put(ExtraColumns.name(name), value);
          }
        });
    return texts;
  }
}
