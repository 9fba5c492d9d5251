package dev.classify.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.IndicatorJson;
import dev.classify.taxonomy.AnswerColumn;
import dev.classify.taxonomy.Classification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reviewed answers as rows of labels, and the indicators that they are about.
///
/// The formats are those of `samples/labels.csv` and `samples/indicators.csv`.
public final class LabelTable {

  /// The column of the id, in both formats.
  public static final String ID = "indicator_id";

  private LabelTable() {}

  /// The columns of labels.
  public static List<String> header() {
    List<String> header = new ArrayList<>(List.of(ID));
    AnswerColumn.ALL.forEach(column -> header.add(column.column()));
    header.add("doubt");
    return header;
  }

  /// An answer as labels without doubt.
  public static List<String> row(String indicatorId, Classification answer) {
    List<String> row = new ArrayList<>(List.of(indicatorId));
    for (AnswerColumn column : AnswerColumn.ALL) {
      String text = column.text(answer);
      row.add(text == null ? "" : text);
    }
    row.add("");
    return row;
  }

  /// The columns of indicators.
  public static List<String> inputHeader() {
    return Arrays.stream(IndicatorField.values()).map(IndicatorField::column).toList();
  }

  /// An indicator.
  public static List<String> inputRow(Indicator indicator) {
    ObjectNode json = IndicatorJson.write(indicator);
    return Arrays.stream(IndicatorField.values())
        .map(field -> json.path(field.column()))
        .map(value -> value.isArray() ? value.toString() : value.asText())
        .toList();
  }
}
