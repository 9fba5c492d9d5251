package dev.classify.rules;

import dev.classify.taxonomy.AnswerField;
import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Vocabulary;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How often a decision of a given strength is right.
final class CalibrationTable {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/rules/calibration.csv", "field", "strength", "right", "rows")
          .uniqueBy("field", "strength");

  private static final double PERCENT = 100;
  private static final int STRENGTH_MAX = 10_000;

  private static final Vocabulary<AnswerField> FIELD =
      Vocabulary.of(
          Arrays.stream(AnswerField.values())
              .collect(Collectors.toMap(AnswerField::column, Function.identity())));

  private final Map<AnswerField, NavigableMap<Integer, Double>> fields;

  private CalibrationTable(Map<AnswerField, NavigableMap<Integer, Double>> fields) {
    this.fields = fields;
  }

  static CalibrationTable read(TableSet tables) {
    Map<AnswerField, NavigableMap<Integer, Double>> fields = new EnumMap<>(AnswerField.class);
    CsvTable table = tables.read(FORMAT);
    for (Row row : table.rows()) {
      NavigableMap<Integer, Double> steps =
          fields.computeIfAbsent(row.required("field", FIELD), f -> new TreeMap<>());
      int strength = row.number("strength", 0, STRENGTH_MAX);
      double right = row.number("right", 0, (int) PERCENT) / PERCENT;
      row.require(
          steps.isEmpty() || strength > steps.lastKey(),
          "strength",
          "does not rise",
          "order the rows of a field by strength");
      row.require(
          steps.isEmpty() || right >= steps.lastEntry().getValue(),
          "right",
          "falls",
          "stronger evidence cannot be right less often: use at least the share of the row before");
      steps.put(strength, right);
    }
    for (AnswerField field : AnswerField.values()) {
      table.requireRow(fields.containsKey(field), field.column());
    }
    return new CalibrationTable(fields);
  }

  /// The share of decisions of this strength that are right, by labels.
  double of(AnswerField field, int strength) {
    NavigableMap<Integer, Double> steps = Objects.requireNonNull(fields.get(field));
    Map.Entry<Integer, Double> step = steps.floorEntry(strength);
    return step == null ? steps.firstEntry().getValue() : step.getValue();
  }
}
