package dev.classify.rules;

import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Vocabulary;
import java.util.EnumMap;
import java.util.Map;

/// How many points each [TermScore] adds to a term.
final class TermScores {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/rules/points.csv", "what", "points");

  private static final int POINTS_MAX = 1_000;

  private final Map<TermScore, Integer> points;

  private TermScores(Map<TermScore, Integer> points) {
    this.points = points;
  }

  static TermScores read(TableSet tables) {
    Map<TermScore, Integer> points = new EnumMap<>(TermScore.class);
    CsvTable table = tables.read(FORMAT);
    for (Row row : table.rows()) {
      points.put(
          row.required("what", Vocabulary.of(TermScore.class)),
          row.number("points", -POINTS_MAX, POINTS_MAX));
    }
    for (TermScore score : TermScore.values()) {
      table.requireRow(score == TermScore.NONE || points.containsKey(score), score.token());
    }
    return new TermScores(points);
  }

  int of(TermScore score) {
    return points.getOrDefault(score, 0);
  }
}
