package dev.classify.rules;

import dev.classify.taxonomy.AnswerField;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Vocabulary;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How much each [ConfidenceSign] raises or lowers the confidence of a field: the weights of a
/// logistic model.
final class SignTable {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/rules/signs.csv", "field", "sign", "weight")
          .uniqueBy("field", "sign");

  private static final double HUNDRED = 100;
  private static final int WEIGHT_MAX = 2_000;

  /// No evidence is surer than this.
  private static final double SURE_MAX = 0.998;

  private static final Vocabulary<AnswerField> FIELD =
      Vocabulary.of(
          Arrays.stream(AnswerField.values())
              .collect(Collectors.toMap(AnswerField::column, Function.identity())));
  private static final Vocabulary<ConfidenceSign> SIGN = Vocabulary.of(ConfidenceSign.class);

  private final Map<AnswerField, double[]> weights;

  private SignTable(Map<AnswerField, double[]> weights) {
    this.weights = weights;
  }

  static SignTable read(TableSet tables) {
    Map<AnswerField, double[]> weights = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      weights.put(field, new double[ConfidenceSign.values().length]);
    }
    for (Row row : tables.read(FORMAT).rows()) {
      Objects.requireNonNull(weights.get(row.required("field", FIELD)))[
              row.required("sign", SIGN).place()] =
          row.number("weight", -WEIGHT_MAX, WEIGHT_MAX) / HUNDRED;
    }
    return new SignTable(weights);
  }

  /// The share of answers with such signs that are right.
  ///
  /// @param signs by the position of the sign
  double of(AnswerField field, double[] signs) {
    double[] weight = Objects.requireNonNull(weights.get(field));
    double odds = 0;
    for (int i = 0; i < signs.length; i++) {
      odds += weight[i] * signs[i];
    }
    return Math.min(SURE_MAX, 1 / (1 + Math.exp(-odds)));
  }
}
