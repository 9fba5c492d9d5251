package dev.classify.rules;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.classify.evaluate.StatedConfidence;
import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.AnswerField;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Indicators with the labels of their ten fields.
record LabelledRows(List<Row> rows) {

  /// One indicator and its label.
  record Row(Indicator indicator, NamedCsvRecord label) {

    boolean right(FieldVerdict verdict) {
      return label.getField(verdict.field().column()).equals(verdict.value());
    }
  }

  static LabelledRows of(List<Indicator> indicators, Path labels) {
    Map<String, Indicator> byId =
        indicators.stream()
            .collect(Collectors.toMap(Indicator::id, Function.identity(), (first, _) -> first));
    return new LabelledRows(
        new IndicatorFile(labels)
            .records().stream()
                .filter(label -> byId.containsKey(label.getField("indicator_id")))
                .map(
                    label ->
                        new Row(
                            Objects.requireNonNull(byId.get(label.getField("indicator_id"))),
                            label))
                .toList());
  }

  /// All rows except those whose ids have the lowest hashes, so that the split is arbitrary.
  LabelledRows butLowest(int count) {
    return new LabelledRows(byHash().subList(count, rows.size()));
  }

  private List<Row> byHash() {
    return rows.stream().sorted(Comparator.comparing(row -> hash(row.indicator().id()))).toList();
  }

  private static String hash(String id) {
    return HexFormat.of()
        .formatHex(ContentHash.sha256().digest(id.getBytes(StandardCharsets.UTF_8)));
  }

  /// The confidence of the rules in each field of each row, and whether they are right.
  List<List<StatedConfidence>> judged() {
    RulesClassifier rules = ShippedRules.CLASSIFIER;
    return rows.stream().map(row -> judged(row, rules.explain(row.indicator()))).toList();
  }

  private static List<StatedConfidence> judged(Row row, Explanation explanation) {
    return explanation.verdicts().values().stream()
        .map(verdict -> new StatedConfidence(verdict.confidence(), row.right(verdict)))
        .toList();
  }

  /// The strength of the evidence for a field in each row, and whether the value is right.
  List<CalibrationFit.Point> points(AnswerField field) {
    RulesClassifier rules = ShippedRules.CLASSIFIER;
    return rows.stream()
        .map(
            row -> {
              FieldVerdict verdict = rules.explain(row.indicator()).of(field);
              return new CalibrationFit.Point(verdict.strength(), row.right(verdict));
            })
        .toList();
  }
}
