package dev.classify.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.input.InputSource;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.IndicatorJson;
import dev.classify.input.InputRow;
import dev.classify.input.InputRows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Makes an input of any length by repeating the rows of another, each under its own id.
final class RepeatedInput {

  private RepeatedInput() {}

  /// Writes a JSONL file.
  ///
  /// @param run part of every id, so that runs share no rows
  static void write(InputSource source, int rows, int run, Path file) throws IOException {
    write(
        source,
        rows,
        file,
        (row, json) -> json.put(IndicatorField.INDICATOR_ID.column(), "run" + run + "." + row));
  }

  /// Writes a JSONL file in which no two rows have the same content.
  static void writeDistinct(InputSource source, int rows, Path file) throws IOException {
    write(
        source,
        rows,
        file,
        (row, json) ->
            json.put(IndicatorField.INDICATOR_ID.column(), "row." + row)
                .put(
                    IndicatorField.NAME.column(),
                    json.path(IndicatorField.NAME.column()).asText() + ", region " + row));
  }

  private static void write(
      InputSource source, int rows, Path file, BiFunction<Integer, ObjectNode, ObjectNode> change)
      throws IOException {
    List<InputRow.Good> templates = templates(source);
    if (templates.isEmpty()) {
      throw CommandFailure.usage(source.name() + " has no usable row", "name another file");
    }
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (int row = 0; row < rows; row++) {
        var indicator = templates.get(row % templates.size()).indicator();
        lines.write(change.apply(row, IndicatorJson.write(indicator)).toString());
        lines.newLine();
      }
    }
  }

  private static List<InputRow.Good> templates(InputSource source) {
    List<InputRow.Good> templates = new ArrayList<>();
    try (InputRows rows = source.open()) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (row.get() instanceof InputRow.Good good) {
          templates.add(good);
        }
      }
    }
    return templates;
  }
}
