package dev.classify.cli.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import dev.classify.store.results.Result;
import dev.classify.store.results.ResultColumn;
import dev.classify.store.results.Results;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers as a table for reading; every field of them is in an export.
public final class ResultTable {

  static final int NAME_WIDTH = 32;
  static final int ID_WIDTH = 24;
  static final int REASON_WIDTH = 80;

  private ResultTable() {}

  /// One line per answer.
  public static String of(List<Result> results) {
    return AsciiTable.getTable(
        AsciiTable.NO_BORDERS,
        results,
        List.of(
            text("indicator", ID_WIDTH, result -> result.text(ResultColumn.INDICATOR_ID)),
            text("name", NAME_WIDTH, result -> oneLine(result.text(ResultColumn.NAME))),
            text("unit", NAME_WIDTH, ResultTable::unit),
            text("frequency", NAME_WIDTH, r -> r.text(ResultColumn.REPORTING_FREQUENCY)),
            text(
                "measures",
                NAME_WIDTH,
                r -> r.text(ResultColumn.FAMILY) + "/" + r.text(ResultColumn.INDICATOR_TYPE)),
            text("a rise is", NAME_WIDTH, ResultTable::riseMeaning),
            text("sure", NAME_WIDTH, ResultTable::confidence)));
  }

  /// One line per rejection.
  public static String ofRejections(List<Results.Rejection> rejections) {
    return AsciiTable.getTable(
        AsciiTable.NO_BORDERS,
        rejections,
        List.of(
            text("indicator", ID_WIDTH, Results.Rejection::indicatorId),
            text("stage", ID_WIDTH, Results.Rejection::stage),
            text("reason", REASON_WIDTH, rejection -> oneLine(rejection.reason()))));
  }

  static <T> ColumnData<T> text(String header, int width, Function<T, @Nullable String> value) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(HorizontalAlign.LEFT)
        .maxWidth(width, OverflowBehaviour.ELLIPSIS_RIGHT)
        .with(value);
  }

  /// Money by its currency, such as `EUR millions`; anything else by its unit type.
  private static String unit(Result result) {
    String unit = result.text(ResultColumn.UNIT_TYPE);
    String scale = result.text(ResultColumn.SCALE);
    String currency = result.text(ResultColumn.CURRENCY);
    boolean factor = !List.of("raw-units", "percent", "index").contains(scale);
    return (currency.isEmpty() ? unit : currency) + (factor ? " " + scale : "");
  }

  private static String riseMeaning(Result result) {
    return switch (result.text(ResultColumn.HEAT_MAP_ORIENTATION)) {
      case "higher-is-positive" -> "good";
      case "lower-is-positive" -> "bad";
      default -> "neutral";
    };
  }

  private static String confidence(Result result) {
    return "%.2f".formatted(Double.valueOf(result.text(ResultColumn.CONFIDENCE)));
  }

  static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
