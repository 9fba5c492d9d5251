package dev.classify.cli.report;

import dev.classify.store.results.Result;
import dev.classify.store.results.ResultColumn;
import dev.classify.store.results.Results;
import dev.classify.taxonomy.AnswerField;
import java.util.List;

/// The main fields of answers as a table; an export has every field.
public final class ResultTable {

  public static final int NAME_WIDTH = 32;
  public static final int ID_WIDTH = 24;
  public static final int REASON_WIDTH = 80;

  private ResultTable() {}

  /// One line per answer.
  public static String of(List<Result> results) {
    return new TextTable<Result>()
        .text("indicator", ID_WIDTH, result -> result.text(ResultColumn.INDICATOR_ID))
        .text("name", NAME_WIDTH, result -> oneLine(result.text(ResultColumn.NAME)))
        .text("unit", NAME_WIDTH, ResultTable::unit)
        .text("frequency", NAME_WIDTH, r -> r.text(AnswerField.REPORTING_FREQUENCY))
        .text(
            "measures",
            NAME_WIDTH,
            r -> r.text(AnswerField.FAMILY) + "/" + r.text(AnswerField.INDICATOR_TYPE))
        .text("a rise is", NAME_WIDTH, ResultTable::riseMeaning)
        .text("confidence", NAME_WIDTH, ResultTable::confidence)
        .of(results);
  }

  /// One line per rejection.
  public static String ofRejections(List<Results.Rejection> rejections) {
    return new TextTable<Results.Rejection>()
        .text("indicator", ID_WIDTH, Results.Rejection::indicatorId)
        .text("stage", ID_WIDTH, Results.Rejection::stage)
        .text("reason", REASON_WIDTH, rejection -> oneLine(rejection.reason()))
        .of(rejections);
  }

  /// Money by its currency, such as `EUR millions`; anything else by its unit type.
  private static String unit(Result result) {
    String unit = result.text(AnswerField.UNIT_TYPE);
    String scale = result.text(AnswerField.SCALE);
    String currency = result.text(AnswerField.CURRENCY);
    boolean factor = !List.of("raw-units", "percent", "index").contains(scale);
    return (currency.isEmpty() ? unit : currency) + (factor ? " " + scale : "");
  }

  private static String riseMeaning(Result result) {
    return switch (result.text(AnswerField.HEAT_MAP_ORIENTATION)) {
      case "higher-is-positive" -> "good";
      case "lower-is-positive" -> "bad";
      default -> "neutral";
    };
  }

  private static String confidence(Result result) {
    return "%.2f".formatted(Double.valueOf(result.text(ResultColumn.CONFIDENCE)));
  }

  /// The text with line breaks and repeated blanks as single blanks.
  public static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
