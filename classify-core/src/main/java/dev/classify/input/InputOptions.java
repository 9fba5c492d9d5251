package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.AssignedColumns.Assignment;
import dev.classify.indicator.IndicatorField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the user wants an input read: its format, and columns assigned to fields.
///
/// @param format null to detect it from the name or content
/// @param assigned what the user says about columns
/// @param text what the user says of the text of a file
/// @param sheet of a workbook; null for the first one
public record InputOptions(
    @Nullable InputFormat format,
    AssignedColumns assigned,
    TextOptions text,
    @Nullable String sheet) {

  public static final InputOptions NONE = new InputOptions(null, AssignedColumns.NONE);

  public InputOptions(@Nullable InputFormat format, AssignedColumns assigned) {
    this(format, assigned, TextOptions.NONE);
  }

  public InputOptions(@Nullable InputFormat format, AssignedColumns assigned, TextOptions text) {
    this(format, assigned, text, null);
  }

  /// The same with what the user says of the text.
  public InputOptions with(TextOptions said) {
    return new InputOptions(format, assigned, said, sheet);
  }

  /// The same for a sheet of a workbook.
  public InputOptions withSheet(@Nullable String named) {
    return new InputOptions(format, assigned, text, named);
  }

  /// Parses `--map COLUMN=FIELD` options.
  public static InputOptions of(@Nullable InputFormat format, List<String> maps) {
    return of(format, AssignedColumns.NONE, maps);
  }

  /// Parses `--map COLUMN=FIELD` options.
  ///
  /// @param file what a mapping file says; an option may not contradict it
  public static InputOptions of(
      @Nullable InputFormat format, AssignedColumns file, List<String> maps) {
    Map<String, Assignment> byColumn = new LinkedHashMap<>(file.byColumn());
    for (String map : maps) {
      int equals = map.lastIndexOf('=');
      String column = map.substring(0, Math.max(equals, 0)).strip();
      if (column.isEmpty()) {
        throw CommandFailure.usage(
            "--map " + map + " is not of the form COLUMN=FIELD",
            "for example --map Mnemonic=indicator_id");
      }
      String word = map.substring(equals + 1);
      IndicatorField field =
          IndicatorField.named(word)
              .orElseThrow(
                  () ->
                      CommandFailure.usage(
                          "--map " + map + " names no field",
                          "the fields are " + MappingFile.nearestFields(word)));
      byColumn.forEach(
          (other, assignment) -> {
            if (other.equals(column) || assignment.field() == field) {
              throw taken(map, assignment, !file.has(other));
            }
          });
      byColumn.put(column, new Assignment(field, "--map"));
    }
    return new InputOptions(format, new AssignedColumns(byColumn));
  }

  private static CommandFailure taken(String map, Assignment other, boolean byOption) {
    return byOption
        ? CommandFailure.usage(
            "--map " + map + " maps a column or a field for the second time", "give it once")
        : CommandFailure.usage(
            "--map %s maps a column or a field that %s maps too".formatted(map, other.origin()),
            "leave out the option, or change that line");
  }
}
