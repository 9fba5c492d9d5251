package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import java.util.List;
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

  /// Parses `--map COLUMN=FIELD` options. One without a field ignores the column.
  ///
  /// @param file what a mapping file says; an option may not contradict it
  public static InputOptions of(
      @Nullable InputFormat format, AssignedColumns file, List<String> maps) {
    ColumnAssignments columns = new ColumnAssignments(file);
    for (String map : maps) {
      String origin = "--map " + map;
      int equals = map.lastIndexOf('=');
      if (equals < 1) {
        throw CommandFailure.usage(
            origin + " is not of the form COLUMN=FIELD", "for example --map Mnemonic=indicator_id");
      }
      columns.add(map.substring(0, equals), map.substring(equals + 1), origin);
    }
    return new InputOptions(format, columns.assigned());
  }
}
