package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.classify.evaluate.StatedConfidence;
import dev.classify.evaluate.SurestAnswers;
import dev.classify.indicator.Indicator;
import dev.classify.rules.SignFit.Point;
import dev.classify.taxonomy.AnswerField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Whether the signs beside the strength of the evidence tell right answers from wrong ones.
class SignsTest {

  private static final Path SAMPLES = Path.of("..", "samples");
  private static final Path TEST_LISTS =
      Path.of("src", "test", "resources", "dev", "classify", "rules");
  private static final Path TABLE =
      Path.of("src", "main", "resources", "dev", "classify", "rules", "signs.csv");

  /// Where few answers are wrong, or one sign explains nearly all, other signs would fit chance.
  private static final Map<AnswerField, Set<ConfidenceSign>> FEWER =
      Map.of(
          AnswerField.REPORTING_FREQUENCY,
          EnumSet.of(ConfidenceSign.STRENGTH),
          AnswerField.CUMULATIVE_PATTERN_TYPE,
          EnumSet.of(ConfidenceSign.ALWAYS, ConfidenceSign.STRENGTH, ConfidenceSign.OPPOSED),
          AnswerField.HEAT_MAP_ORIENTATION,
          EnumSet.of(
              ConfidenceSign.ALWAYS,
              ConfidenceSign.STRENGTH,
              ConfidenceSign.MARGIN,
              ConfidenceSign.TITLE_READ,
              ConfidenceSign.TITLE_UNKNOWN,
              ConfidenceSign.NOT_STATED,
              ConfidenceSign.SUBJECT_DECIDES,
              ConfidenceSign.FREQUENCY_NOT_KNOWN));

  @Test
  void weightsThatMadeTheDataAreFound() {
    Random random = new Random(3);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double[] signs = new double[ConfidenceSign.values().length];
      signs[ConfidenceSign.ALWAYS.place()] = 1;
      signs[ConfidenceSign.FOREIGN.place()] = random.nextInt(2);
      double odds = 2 - 1.5 * signs[ConfidenceSign.FOREIGN.place()];
      points.add(new Point(signs, random.nextDouble() < 1 / (1 + Math.exp(-odds))));
    }

    double[] weights = SignFit.fit(points);

    assertThat(weights[ConfidenceSign.ALWAYS.place()]).isCloseTo(2, within(0.1));
    assertThat(weights[ConfidenceSign.FOREIGN.place()]).isCloseTo(-1.5, within(0.1));
  }

  @Test
  void aTitleThatNoTableKnowsIsLessSureThanOneThatIsRead() {
    assertThat(ofName("Gross domestic product"))
        .isGreaterThan(ofName("Quondam vorpal frabjousness of mome raths"));
  }

  private static double ofName(String name) {
    return ShippedRules.CLASSIFIER
        .explain(
            new Indicator(
                "X",
                name,
                "EUR mn",
                null,
                null,
                "Quarterly",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of()))
        .of(AnswerField.INDICATOR_TYPE)
        .confidence();
  }

  /// The weights of this test come from the offices alone, so the samples are of another origin.
  @Test
  void signsLearntFromOfficesSortTheSamplesBetterThanTheStrengthAlone() {
    Map<AnswerField, List<Point>> offices = points(offices());
    Map<AnswerField, List<Point>> samples = points(samples());
    double bySigns = 0;
    double byStrength = 0;
    for (AnswerField field : AnswerField.values()) {
      double[] weights = SignFit.fit(offices.getOrDefault(field, List.of()));
      List<Point> points = samples.getOrDefault(field, List.of());
      double signs = surest(points, weights);
      double strength = surest(points, strengthAlone());
      System.out.printf(
          "%-24s surest 80 %%: %.1f %% right by signs, %.1f %% by strength%n",
          field.column(), 100 * signs, 100 * strength);
      bySigns += signs;
      byStrength += strength;
    }
    assertThat(bySigns).isGreaterThan(byStrength);
  }

  private static double[] strengthAlone() {
    double[] weights = new double[ConfidenceSign.values().length];
    weights[ConfidenceSign.STRENGTH.place()] = 1;
    return weights;
  }

  private static double surest(List<Point> points, double[] weights) {
    return SurestAnswers.of(
            points.stream()
                .map(point -> new StatedConfidence(right(point, weights), point.right()))
                .toList())
        .orElseThrow()
        .right();
  }

  private static double right(Point point, double[] weights) {
    double odds = 0;
    for (int i = 0; i < weights.length; i++) {
      odds += weights[i] * point.signs()[i];
    }
    return 1 / (1 + Math.exp(-odds));
  }

  @Test
  void anAnswerIsAtMostATenthSurerThanItsWeakestField() {
    for (Indicator row : new IndicatorFile(TEST_LISTS.resolve("offices.csv")).rows().values()) {
      Explanation explanation = ShippedRules.CLASSIFIER.explain(row);
      double weakest =
          explanation.verdicts().values().stream()
              .mapToDouble(FieldVerdict::confidence)
              .min()
              .orElseThrow();
      assertThat(explanation.decided().answer().confidence())
          .as(row.id())
          .isLessThanOrEqualTo(weakest + 0.1 + 1e-4);
    }
  }

  /// Writes signs.csv, from the answers of the rules as they are to the samples and the series of
  /// offices. Check out earlier tables of words first: those tuned to these lists make every answer
  /// look right.
  @Test
  void tableIsWrittenIfAskedFor() throws IOException {
    String asked = System.getProperty("signs");
    Assumptions.assumeTrue(asked != null, "-Dsigns=write asks for the table");
    StringBuilder table = new StringBuilder();
    for (String line : Files.readAllLines(TABLE)) {
      if (line.startsWith("#")) {
        table.append(line).append('\n');
      }
    }
    table.append("field,sign,weight\n");
    points()
        .forEach(
            (field, points) -> {
              double[] weights = SignFit.fit(points);
              for (ConfidenceSign sign : ConfidenceSign.values()) {
                long hundredths = Math.round(100 * weights[sign.place()]);
                if (hundredths != 0) {
                  table.append("%s,%s,%d%n".formatted(field.column(), sign.token(), hundredths));
                }
              }
            });
    Files.writeString(TABLE, table);
  }

  private static Map<AnswerField, List<Point>> points() {
    List<LabelledRows.Row> rows = new ArrayList<>(offices());
    rows.addAll(samples());
    return points(rows);
  }

  private static Map<AnswerField, List<Point>> points(List<LabelledRows.Row> rows) {
    Map<AnswerField, List<Point>> points = new EnumMap<>(AnswerField.class);
    RuleTables tables = RuleTables.shipped();
    for (LabelledRows.Row row : rows) {
      RulesAnswer answer = new RulesClassifier(tables).weighed(row.indicator());
      for (FieldVerdict verdict : answer.explained().verdicts().values()) {
        double[] signs =
            answer
                .signs()
                .with(
                    tables.calibration().of(verdict.field(), verdict.strength()),
                    verdict.won(),
                    verdict.against());
        points
            .computeIfAbsent(verdict.field(), _ -> new ArrayList<>())
            .add(new Point(masked(verdict.field(), signs), row.right(verdict)));
      }
    }
    return points;
  }

  private static double[] masked(AnswerField field, double[] signs) {
    Set<ConfidenceSign> kept = FEWER.getOrDefault(field, EnumSet.allOf(ConfidenceSign.class));
    for (ConfidenceSign sign : ConfidenceSign.values()) {
      signs[sign.place()] = kept.contains(sign) ? signs[sign.place()] : 0;
    }
    return signs;
  }

  private static List<LabelledRows.Row> offices() {
    return labelled(TEST_LISTS.resolve("offices.csv"), TEST_LISTS.resolve("offices-labels.csv"));
  }

  private static List<LabelledRows.Row> samples() {
    return labelled(SAMPLES.resolve("indicators.csv"), SAMPLES.resolve("labels.csv"));
  }

  private static List<LabelledRows.Row> labelled(Path series, Path labels) {
    return LabelledRows.of(List.copyOf(new IndicatorFile(series).rows().values()), labels).rows();
  }
}
