package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.classify.evaluate.LabelField;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.DecidedAnswer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How often the rules agree with labels, field by field.
///
/// @param right number of rows with the same value, by field
/// @param allRight number of rows with the same value in each field
record Agreement(int rows, Map<String, Integer> right, int allRight) {

  private static final List<LabelField> FIELDS =
      LabelField.all().stream().filter(field -> field.answerField().isPresent()).toList();

  /// Compares the answers to the rows that have a label.
  static Agreement of(List<Indicator> indicators, Path labels) {
    Map<String, NamedCsvRecord> labelled =
        new IndicatorFile(labels)
            .records().stream()
                .collect(
                    Collectors.toMap(row -> row.getField("indicator_id"), Function.identity()));
    RulesClassifier classifier = ShippedRules.CLASSIFIER;
    Map<String, Integer> right = new LinkedHashMap<>();
    int rows = 0;
    int allRight = 0;
    for (Indicator indicator : indicators) {
      NamedCsvRecord label = labelled.get(indicator.id());
      if (label != null) {
        rows++;
        DecidedAnswer answer = classifier.decide(indicator);
        int rightFields = 0;
        for (LabelField field : FIELDS) {
          String written = field.written(label.getField(field.column()));
          int same = written.equals(field.token(answer)) ? 1 : 0;
          right.merge(field.column(), same, Integer::sum);
          rightFields += same;
        }
        allRight += rightFields == FIELDS.size() ? 1 : 0;
      }
    }
    return new Agreement(rows, right, allRight);
  }

  /// Prints the shares and fails if a field is below its floor, or has none.
  ///
  /// @param floors in percent, by field
  void assertAtLeast(Map<String, Integer> floors) {
    right.forEach((field, n) -> print(field, n));
    print("all fields", allRight);
    assertThat(floors).containsOnlyKeys(right.keySet());
    right.forEach(
        (field, n) ->
            assertThat(percent(n)).as(field).isGreaterThanOrEqualTo(floors.getOrDefault(field, 0)));
  }

  private void print(String what, int rightRows) {
    System.out.printf("%-26s %5.1f %%%n", what, percent(rightRows));
  }

  private double percent(int rightRows) {
    return 100.0 * rightRows / rows;
  }
}
