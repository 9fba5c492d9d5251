package dev.classify.cli.review;

import dev.classify.cli.output.CsvTarget;
import dev.classify.cli.output.WholeFile;
import dev.classify.review.LabelTable;
import dev.classify.store.review.ReviewedAnswers.ReviewedAnswer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Writes answers that people confirmed or corrected as labels, and the indicators they are about.
///
/// The formats are those of `samples/labels.csv` and `samples/indicators.csv`.
public final class GoldExport {

  private GoldExport() {}

  /// Writes the labels to a file.
  public static void labels(List<ReviewedAnswer> answers, Path file, boolean spreadsheet)
      throws IOException {
    WholeFile.write(file, writer -> labels(answers, writer, spreadsheet));
  }

  /// Writes the labels to a stream, which stays open.
  ///
  /// @param spreadsheet whether texts are made safe for one
  public static void labels(List<ReviewedAnswer> answers, Writer writer, boolean spreadsheet)
      throws IOException {
    List<List<String>> rows = new ArrayList<>(List.of(LabelTable.header()));
    answers.forEach(answer -> rows.add(LabelTable.row(answer.indicatorId(), answer.answer())));
    write(rows, writer, spreadsheet);
  }

  /// Writes the indicators that are still stored.
  ///
  /// @return rows written
  public static int inputs(List<ReviewedAnswer> answers, Path file, boolean spreadsheet)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(LabelTable.inputHeader());
    answers.stream()
        .map(ReviewedAnswer::indicator)
        .filter(Objects::nonNull)
        .forEach(indicator -> rows.add(LabelTable.inputRow(indicator)));
    WholeFile.write(file, writer -> write(rows, writer, spreadsheet));
    return rows.size() - 1;
  }

  private static void write(List<List<String>> rows, Writer writer, boolean spreadsheet)
      throws IOException {
    CsvTarget csv = CsvTarget.over(writer, spreadsheet);
    rows.forEach(csv::write);
    csv.flush();
    writer.flush();
  }
}
