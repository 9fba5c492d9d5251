package dev.classify.cli.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorField;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Options of the user for reading an input: its format and renamed columns.
///
/// @param format null to detect it from the name or content
/// @param renamed the field of each column named with --map
public record InputOptions(@Nullable InputFormat format, Map<String, IndicatorField> renamed) {

  public static final InputOptions NONE = new InputOptions(null, Map.of());

  public InputOptions {
    renamed = Map.copyOf(renamed);
  }

  /// Parses `--map COLUMN=FIELD` options.
  public static InputOptions of(@Nullable InputFormat format, List<String> maps) {
    Map<String, IndicatorField> renamed = new LinkedHashMap<>();
    Set<IndicatorField> taken = EnumSet.noneOf(IndicatorField.class);
    for (String map : maps) {
      int equals = map.lastIndexOf('=');
      String column = map.substring(0, Math.max(equals, 0)).strip();
      if (column.isEmpty()) {
        throw CommandFailure.usage(
            "--map " + map + " names no column and field", "write it as --map COLUMN=FIELD");
      }
      Optional<IndicatorField> field = IndicatorField.named(map.substring(equals + 1));
      if (field.isEmpty()) {
        throw CommandFailure.usage(
            "--map " + map + " names no field", "the fields are " + fieldNames());
      }
      if (!taken.add(field.get()) || renamed.put(column, field.get()) != null) {
        throw CommandFailure.usage(
            "--map " + map + " maps a column or a field for the second time", "give it once");
      }
    }
    return new InputOptions(format, renamed);
  }

  private static String fieldNames() {
    return Stream.of(IndicatorField.values())
        .map(IndicatorField::column)
        .collect(Collectors.joining(", "));
  }
}
