package dev.classify.cli.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorDraft;
import dev.classify.indicator.IndicatorField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which column of a source holds which field.
///
/// @param header names as the source gives them
/// @param indexes index of the column by field
/// @param ignored columns that are no field
record ColumnMapping(
    List<String> header, Map<IndicatorField, Integer> indexes, List<String> ignored) {

  ColumnMapping {
    header = List.copyOf(header);
    indexes = Map.copyOf(indexes);
    ignored = List.copyOf(ignored);
  }

  /// Maps a header, or says why it cannot be.
  ///
  /// A renamed column counts before any that would name the same field by itself.
  static ColumnMapping of(String source, List<String> header, Map<String, IndicatorField> renamed) {
    List<String> names = header.stream().map(String::strip).toList();
    for (String column : renamed.keySet()) {
      if (!names.contains(column)) {
        throw CommandFailure.usage(
            source + " has no column " + column + " as --map says",
            "its columns are " + shown(names));
      }
    }
    Map<IndicatorField, Integer> places = new EnumMap<>(IndicatorField.class);
    List<String> ignored = new ArrayList<>();
    for (int place = 0; place < names.size(); place++) {
      Optional<IndicatorField> field = field(names.get(place), renamed);
      if (field.isEmpty()) {
        ignored.add(names.get(place));
        continue;
      }
      Integer other = places.put(field.get(), place);
      if (other != null) {
        throw twice(source, field.get(), names.get(other), names.get(place));
      }
    }
    requireKeys(source, names, places);
    return new ColumnMapping(names, places, ignored);
  }

  private static Optional<IndicatorField> field(String name, Map<String, IndicatorField> renamed) {
    IndicatorField mapped = renamed.get(name);
    return mapped != null
        ? Optional.of(mapped)
        : IndicatorField.named(name).filter(field -> !renamed.containsValue(field));
  }

  private static CommandFailure twice(
      String source, IndicatorField field, String one, String other) {
    String fault =
        "%s: the columns %s and %s both mean %s".formatted(source, one, other, field.column());
    String fix =
        one.equals(other)
            ? "rename or remove one of them"
            : "say which one with --map " + one + "=" + field.column();
    return CommandFailure.usage(fault, fix);
  }

  private static void requireKeys(
      String source, List<String> names, Map<IndicatorField, Integer> places) {
    for (IndicatorField key : List.of(IndicatorField.INDICATOR_ID, IndicatorField.NAME)) {
      if (!places.containsKey(key)) {
        boolean oneColumn = names.size() == 1 && names.getFirst().matches("(?s).*[;\t|].*");
        throw CommandFailure.usage(
            "%s has no column %s; its columns are %s".formatted(source, key.column(), shown(names)),
            oneColumn
                ? "separate the columns with commas"
                : "say which column it is with --map <column>=" + key.column());
      }
    }
  }

  /// The names in a message, which must stay readable whatever the file holds.
  private static String shown(List<String> names) {
    List<String> first =
        names.stream()
            .limit(30)
            .map(name -> name.length() <= 60 ? name : name.substring(0, 60) + "...")
            .toList();
    String more = names.size() > 30 ? " and " + (names.size() - 30) + " more" : "";
    return String.join(", ", first) + more;
  }

  String column(IndicatorField field) {
    Integer place = indexes.get(field);
    if (place == null) {
      throw new IllegalArgumentException("no column for " + field);
    }
    return header.get(place);
  }

  /// The draft of a row, whose values stand in the order of the header.
  IndicatorDraft draft(List<? extends @Nullable String> values) {
    Map<IndicatorField, String> texts = new EnumMap<>(IndicatorField.class);
    indexes.forEach(
        (field, place) -> {
          String value = place < values.size() ? values.get(place) : null;
          if (value != null && !value.isEmpty()) {
            texts.put(field, value);
          }
        });
    return new IndicatorDraft(texts, null);
  }
}
