package dev.classify.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.indicator.IndicatorField;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes rows of which no two have the same content, so that none is known from another and each is
/// asked about.
final class DistinctRows {

  private static final List<String> WHAT =
      List.of("Exports of goods", "Retail sales", "Industrial output", "Bank lending");
  private static final List<String> UNITS = List.of("USD mn", "index", "percent", "EUR bn");

  private DistinctRows() {}

  /// Writes a JSONL file.
  static void write(int rows, Path file) throws IOException {
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (int row = 0; row < rows; row++) {
        int kind = row % WHAT.size();
        lines.write(
            JsonNodeFactory.instance
                .objectNode()
                .put(IndicatorField.INDICATOR_ID.column(), "row." + row)
                .put(IndicatorField.NAME.column(), WHAT.get(kind) + ", region " + row)
                .put(IndicatorField.UNITS.column(), UNITS.get(kind))
                .toString());
        lines.newLine();
      }
    }
  }
}
