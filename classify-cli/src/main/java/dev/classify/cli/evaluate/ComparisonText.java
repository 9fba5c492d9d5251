package dev.classify.cli.evaluate;

import dev.classify.cli.report.TextTable;
import dev.classify.evaluate.FieldChange;
import dev.classify.evaluate.RunComparison;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;

/// Prints the comparison of two runs as tables.
public final class ComparisonText {

  private final PrintWriter out;
  private final boolean details;

  /// Prints comparisons to a writer.
  ///
  /// @param details whether to list every changed answer
  public ComparisonText(PrintWriter out, boolean details) {
    this.out = out;
    this.details = details;
  }

  public void print(String before, String after, RunComparison comparison, double margin) {
    out.println("A: " + before);
    out.println("B: " + after);
    out.println(comparison.indicators() + " labelled indicators; a missing answer counts as wrong");
    out.println();
    out.println(
        TextTable.ofFigures(
            List.of("field", "rows", "A %", "B %", "points", "95 %", "better", "worse", "p"),
            comparison.fields().stream().map(ComparisonText::row).toList()));
    if (details) {
      comparison.fields().forEach(this::printRows);
    }
    out.println();
    List<FieldChange> worse = comparison.worseBy(margin);
    out.println(
        worse.isEmpty()
            ? "no field loses more than " + margin + " points"
            : "worse by more than "
                + margin
                + " points: "
                + String.join(
                    ", ", worse.stream().map(change -> change.field().column()).toList()));
  }

  private static List<String> row(FieldChange change) {
    return List.of(
        change.field().column(),
        Integer.toString(change.rows().size()),
        NumberText.percent(change.before()),
        NumberText.percent(change.after()),
        NumberText.signed(change.points()),
        NumberText.signed(change.interval()),
        Integer.toString(change.better().size()),
        Integer.toString(change.worse().size()),
        NumberText.three(change.chance()));
  }

  private void printRows(FieldChange change) {
    List<List<String>> rows =
        Stream.of(
                rows("better", change.better()),
                rows("worse", change.worse()),
                rows("wrong twice", change.otherwiseWrong()))
            .flatMap(List::stream)
            .toList();
    if (!rows.isEmpty()) {
      out.println();
      out.println(
          TextTable.ofTexts(
              List.of(change.field().column(), "indicator", "label", "A", "B"), rows));
    }
  }

  private static List<List<String>> rows(String how, List<FieldChange.Pair> rows) {
    return rows.stream()
        .map(row -> List.of(how, row.indicatorId(), row.label(), row.before(), row.after()))
        .toList();
  }
}
