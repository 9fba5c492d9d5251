package dev.classify.input;

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

/// How the user wants an input read: its format, and columns assigned to fields.
///
/// @param format null to detect it from the name or content
/// @param assigned the field of each column named with --map
/// @param text what the user says of the text of a file
public record InputOptions(
    @Nullable InputFormat format, Map<String, IndicatorField> assigned, TextOptions text) {

  public static final InputOptions NONE = new InputOptions(null, Map.of());

  public InputOptions {
    assigned = Map.copyOf(assigned);
  }

  public InputOptions(@Nullable InputFormat format, Map<String, IndicatorField> assigned) {
    this(format, assigned, TextOptions.NONE);
  }

  /// The same with what the user says of the text.
  public InputOptions with(TextOptions said) {
    return new InputOptions(format, assigned, said);
  }

  /// Parses `--map COLUMN=FIELD` options.
  public static InputOptions of(@Nullable InputFormat format, List<String> maps) {
    Map<String, IndicatorField> assigned = new LinkedHashMap<>();
    Set<IndicatorField> taken = EnumSet.noneOf(IndicatorField.class);
    for (String map : maps) {
      int equals = map.lastIndexOf('=');
      String column = map.substring(0, Math.max(equals, 0)).strip();
      if (column.isEmpty()) {
        throw CommandFailure.usage(
            "--map " + map + " is not of the form COLUMN=FIELD",
            "for example --map Mnemonic=indicator_id");
      }
      Optional<IndicatorField> field = IndicatorField.named(map.substring(equals + 1));
      if (field.isEmpty()) {
        throw CommandFailure.usage(
            "--map " + map + " names no field", "the fields are " + fieldNames());
      }
      if (!taken.add(field.get()) || assigned.put(column, field.get()) != null) {
        throw CommandFailure.usage(
            "--map " + map + " maps a column or a field for the second time", "give it once");
      }
    }
    return new InputOptions(format, assigned);
  }

  private static String fieldNames() {
    return Stream.of(IndicatorField.values())
        .map(IndicatorField::column)
        .collect(Collectors.joining(", "));
  }
}
