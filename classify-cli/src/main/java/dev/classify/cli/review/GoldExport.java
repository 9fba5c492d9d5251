package dev.classify.cli.review;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.classify.cli.report.WholeFile;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.IndicatorJson;
import dev.classify.store.review.ReviewedAnswers.ReviewedAnswer;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Writes what people confirmed or corrected as labels, and the inputs that they are of, made like
/// `samples/labels.csv` and `samples/indicators.csv`.
public final class GoldExport {

  private GoldExport() {}

  /// The labels.
  public static void labels(List<ReviewedAnswer> answers, Path file) throws IOException {
    WholeFile.write(file, writer -> labels(answers, writer));
  }

  /// The labels, to a stream that stays open.
  public static void labels(List<ReviewedAnswer> answers, Writer writer) throws IOException {
    List<String> header = new ArrayList<>(List.of(LabelFile.ID));
    for (AnswerField field : AnswerField.values()) {
      header.add(field.column());
      follows(field).ifPresent(header::add);
    }
    header.add("doubt");
    List<List<String>> rows = new ArrayList<>(List.of(header));
    answers.forEach(answer -> rows.add(row(answer)));
    write(rows, writer);
  }

  /// The inputs, as far as they are known.
  ///
  /// @return rows written
  public static int inputs(List<ReviewedAnswer> answers, Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(Arrays.stream(IndicatorField.values()).map(IndicatorField::column).toList());
    answers.stream()
        .map(ReviewedAnswer::indicator)
        .filter(Objects::nonNull)
        .forEach(indicator -> rows.add(row(indicator)));
    WholeFile.write(file, writer -> write(rows, writer));
    return rows.size() - 1;
  }

  private static List<String> row(ReviewedAnswer reviewed) {
    Classification answer = reviewed.answer();
    List<String> row = new ArrayList<>(List.of(reviewed.indicatorId()));
    for (AnswerField field : AnswerField.values()) {
      row.add(field.token(answer).orElse(""));
      follows(field)
          .map(
              flag ->
                  flag.equals(LabelFile.IS_CURRENCY_DENOMINATED)
                      ? answer.currencyDenominated()
                      : answer.cumulative())
          .ifPresent(flag -> row.add(flag.toString()));
    }
    row.add("");
    return row;
  }

  /// The column of a flag that stands after a field.
  private static Optional<String> follows(AnswerField field) {
    return switch (field) {
      case CURRENCY -> Optional.of(LabelFile.IS_CURRENCY_DENOMINATED);
      case TIME_BASIS -> Optional.of(LabelFile.IS_CUMULATIVE);
      case UNIT_TYPE,
          SCALE,
          REPORTING_FREQUENCY,
          CUMULATIVE_PATTERN_TYPE,
          FAMILY,
          INDICATOR_TYPE,
          TEMPORAL_AGGREGATION,
          HEAT_MAP_ORIENTATION ->
          Optional.empty();
    };
  }

  private static List<String> row(Indicator indicator) {
    var json = IndicatorJson.write(indicator);
    return Arrays.stream(IndicatorField.values())
        .map(field -> json.path(field.column()))
        .map(value -> value.isArray() ? value.toString() : value.asText())
        .toList();
  }

  private static void write(List<List<String>> rows, Writer writer) throws IOException {
    // Not closed: that would close the stream, which is the caller's.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    rows.forEach(csv::writeRecord);
    csv.flush();
  }
}
