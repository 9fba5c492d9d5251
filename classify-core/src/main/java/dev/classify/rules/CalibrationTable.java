package dev.classify.rules;

import dev.classify.taxonomy.AnswerField;
import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// The table that says how often decisions of such a strength were right.
final class CalibrationTable {

  static final String FILE = "/dev/classify/rules/calibration.csv";

  private static final double PERCENT = 100;

  static final Map<AnswerField, NavigableMap<Integer, Double>> FIELDS = read();

  private CalibrationTable() {}

  /// That a decision of this strength is right, by labels.
  static double of(AnswerField field, int strength) {
    NavigableMap<Integer, Double> steps = Objects.requireNonNull(FIELDS.get(field));
    Map.Entry<Integer, Double> step = steps.floorEntry(strength);
    return step == null ? steps.firstEntry().getValue() : step.getValue();
  }

  private static Map<AnswerField, NavigableMap<Integer, Double>> read() {
    Map<AnswerField, NavigableMap<Integer, Double>> fields = new EnumMap<>(AnswerField.class);
    CsvTable table = CsvTable.read(FILE, "field", "strength", "right", "rows");
    for (Row row : table.rows()) {
      AnswerField field = row.required("field", CalibrationTable::field);
      NavigableMap<Integer, Double> steps = fields.computeIfAbsent(field, f -> new TreeMap<>());
      double right = row.number("right") / PERCENT;
      row.require(right >= 0 && right <= 1, "right", "is a share in per cent, 0 to 100");
      row.require(
          steps.isEmpty()
              || (row.number("strength") > steps.lastKey()
                  && right >= steps.lastEntry().getValue()),
          "strength",
          "rises from row to row of a field, and right never falls");
      steps.put(row.number("strength"), right);
    }
    for (AnswerField field : AnswerField.values()) {
      table.require(fields.containsKey(field), "a row for " + field.column() + " is missing");
    }
    return fields;
  }

  private static Optional<AnswerField> field(String key) {
    for (AnswerField field : AnswerField.values()) {
      if (field.column().equals(key)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
