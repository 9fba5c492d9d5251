package dev.classify.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.indicator.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The observations of one series, while they are read.
final class SdmxSeries {

  /// A series whose rows all have the same fault needs no more to be understood.
  private static final int WARNINGS_MAX = 5;

  private final long line;

  /// Of the columns: the text that all rows have which have one; null where they differ.
  private final @Nullable String[] texts;

  private final TreeMap<String, String> values = new TreeMap<>();
  private final List<Problem> warnings = new ArrayList<>();

  /// @param line of its first row
  SdmxSeries(long line, int columns) {
    this.line = line;
    texts = new String[columns];
    Arrays.fill(texts, "");
  }

  long line() {
    return line;
  }

  List<Problem> warnings() {
    return warnings;
  }

  void warn(Problem problem) {
    if (warnings.size() < WARNINGS_MAX) {
      warnings.add(problem);
    }
  }

  /// Adds what a row says of the series.
  void describe(List<String> row) {
    for (int i = 0; i < Math.min(texts.length, row.size()); i++) {
      String known = texts[i];
      String said = row.get(i).strip();
      if (known == null || said.isEmpty() || said.equals(known)) {
        continue;
      }
      texts[i] = known.isEmpty() ? said : null;
    }
  }

  /// Adds an observation. Of many, the latest remain: periods of one frequency are in the order of
  /// time if they are in that of the alphabet.
  void observe(long row, String period, String value) {
    if (values.put(period, value) != null) {
      warn(
          new Problem(
              "sample_values",
              "line %d has another value for %s, which is used".formatted(row, period),
              "give each series one value for a period"));
    }
    if (values.size() > PeriodColumns.VALUES_MAX) {
      values.pollFirstEntry();
    }
  }

  /// What its rows agree on, by column; empty where they say nothing or differ.
  List<String> described() {
    return Arrays.stream(texts).map(text -> text == null ? "" : text).toList();
  }

  boolean differs(int column) {
    return texts[column] == null;
  }

  @Nullable JsonNode sample() {
    if (values.isEmpty()) {
      return null;
    }
    ArrayNode sample = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<String, String> observation : values.entrySet()) {
      ObjectNode point = sample.addObject().put("date", observation.getKey());
      String value = observation.getValue();
      if (value.isEmpty() || value.equals("NaN") || value.equals("#N/A")) {
        point.putNull("value");
      } else {
        point.put("value", value);
      }
    }
    return sample;
  }
}
