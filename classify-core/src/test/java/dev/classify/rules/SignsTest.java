package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.classify.evaluate.StatedConfidence;
import dev.classify.evaluate.SurestAnswers;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.TestIndicators;
import dev.classify.rules.SignFit.Point;
import dev.classify.taxonomy.AnswerField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Whether the signs beside the strength of the evidence tell right answers from wrong ones.
class SignsTest {

  private static final Path SAMPLES = Path.of("..", "samples");
  private static final Path TEST_LISTS =
      Path.of("src", "test", "resources", "dev", "classify", "rules");
  private static final Path TABLE =
      Path.of("src", "main", "resources", "dev", "classify", "rules", "signs.csv");

  /// For family and type.
  private static final Set<ConfidenceSign> OF_MEANING =
      EnumSet.of(
          ConfidenceSign.ALWAYS,
          ConfidenceSign.STRENGTH,
          ConfidenceSign.WEIGHT,
          ConfidenceSign.MARGIN,
          ConfidenceSign.TITLE_READ,
          ConfidenceSign.TITLE_BEGINS_READ,
          ConfidenceSign.TITLE_ENDS_READ,
          ConfidenceSign.UNIT_UNUSUAL,
          ConfidenceSign.UNIT_UNREAD,
          ConfidenceSign.UNIT_NOT_STATED,
          ConfidenceSign.FREQUENCY_NOT_KNOWN,
          ConfidenceSign.MEANING_OF_UNIT,
          ConfidenceSign.SEVERAL_KINDS,
          ConfidenceSign.PERCENTAGE,
          ConfidenceSign.COUNT,
          ConfidenceSign.HINT,
          ConfidenceSign.SINGLE_WORD,
          ConfidenceSign.IN_COMPLEMENT,
          ConfidenceSign.NOT_OF_UNIT,
          ConfidenceSign.QUOTED_WITHOUT_FREQUENCY);

  /// The signs that sort lists of other origin than those they were learnt from. Where few answers
  /// are wrong, more signs would fit chance.
  private static final Map<AnswerField, Set<ConfidenceSign>> OF_FIELD =
      Map.of(
          AnswerField.REPORTING_FREQUENCY,
          EnumSet.of(ConfidenceSign.STRENGTH),
          AnswerField.CUMULATIVE_PATTERN_TYPE,
          EnumSet.of(ConfidenceSign.ALWAYS, ConfidenceSign.STRENGTH, ConfidenceSign.OPPOSED),
          AnswerField.TIME_BASIS,
          EnumSet.of(
              ConfidenceSign.ALWAYS,
              ConfidenceSign.STRENGTH,
              ConfidenceSign.WEIGHT,
              ConfidenceSign.MARGIN,
              ConfidenceSign.OPPOSED,
              ConfidenceSign.NOT_STATED,
              ConfidenceSign.SUBJECT_DECIDES,
              ConfidenceSign.TITLE_READ,
              ConfidenceSign.TITLE_ENDS_READ,
              ConfidenceSign.UNIT_UNUSUAL,
              ConfidenceSign.FOREIGN,
              ConfidenceSign.SEVERAL_KINDS,
              ConfidenceSign.PERCENTAGE,
              ConfidenceSign.COUNT,
              ConfidenceSign.INDEX,
              ConfidenceSign.HINT,
              ConfidenceSign.MEASURE,
              ConfidenceSign.OPPOSED_BY_TERM,
              ConfidenceSign.QUOTED_WITHOUT_FREQUENCY),
          AnswerField.FAMILY,
          OF_MEANING,
          AnswerField.INDICATOR_TYPE,
          OF_MEANING,
          AnswerField.HEAT_MAP_ORIENTATION,
          EnumSet.of(
              ConfidenceSign.ALWAYS,
              ConfidenceSign.STRENGTH,
              ConfidenceSign.MARGIN,
              ConfidenceSign.TITLE_READ,
              ConfidenceSign.TITLE_UNKNOWN,
              ConfidenceSign.NOT_STATED,
              ConfidenceSign.SUBJECT_DECIDES,
              ConfidenceSign.FREQUENCY_NOT_KNOWN,
              ConfidenceSign.NEUTRAL,
              ConfidenceSign.NEUTRAL_UNREAD,
              ConfidenceSign.HINT,
              ConfidenceSign.MEASURE));

  /// For unit, scale, currency and temporal aggregation.
  private static final Set<ConfidenceSign> OF_OTHERS =
      EnumSet.range(ConfidenceSign.ALWAYS, ConfidenceSign.MEANINGS_DIFFER);

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

  @Test
  void aNeutralAnswerToATitleWithUnknownWordsIsLessSureThanAnotherAnswer() {
    assertThat(orientation("Population of quondam vorpal frabjousness"))
        .isLessThan(orientation("Unemployment of quondam vorpal frabjousness"));
  }

  private static double orientation(String name) {
    return ShippedRules.CLASSIFIER
        .explain(TestIndicators.named(name).in("Persons").every("Annual").indicator())
        .of(AnswerField.HEAT_MAP_ORIENTATION)
        .confidence();
  }

  @Test
  void aQuotationOfUnknownFrequencyIsLessSureThanADailyOne() {
    TestIndicators rate = TestIndicators.named("Bank lending rate").in("%");

    assertThat(timeBasis(rate)).isLessThan(timeBasis(rate.every("Daily")));
  }

  private static double timeBasis(TestIndicators given) {
    return ShippedRules.CLASSIFIER
        .explain(given.indicator())
        .of(AnswerField.TIME_BASIS)
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

  /// Saves what the rules answer to lists, for [#tableIsWrittenIfAskedFor]. Check out the tables of
  /// words from before a list was looked at first: those tuned to it make every answer look right.
  @Test
  void pointsAreSavedIfAskedFor() throws IOException {
    String file = System.getProperty("signs.save");
    Assumptions.assumeTrue(file != null, "-Dsigns.save=FILE -Dsigns.lists=NAMES saves points");
    List<LabelledRows.Row> rows = new ArrayList<>();
    for (String list : System.getProperty("signs.lists", "offices,samples").split(",", -1)) {
      rows.addAll(list.equals("samples") ? samples() : listed(list));
    }
    List<String> lines = new ArrayList<>();
    points(rows)
        .forEach(
            (field, points) ->
                points.forEach(
                    point ->
                        lines.add(
                            "%s %s %s"
                                .formatted(
                                    field.column(), point.right(), numbers(point.signs())))));
    Files.write(Path.of(Objects.requireNonNull(file)), lines);
  }

  private static String numbers(double[] signs) {
    return Arrays.stream(signs).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }

  /// Writes the rows of signs.csv for some fields, learnt from saved points.
  @Test
  void tableIsWrittenIfAskedFor() throws IOException {
    String files = System.getProperty("signs.fit");
    Assumptions.assumeTrue(files != null, "-Dsigns.fit=FILE,FILE asks for the table");
    Map<AnswerField, List<Point>> points = saved(Objects.requireNonNull(files).split(",", -1));
    String only = System.getProperty("signs.fields", "");
    List<String> table = new ArrayList<>();
    Set<AnswerField> written = EnumSet.noneOf(AnswerField.class);
    for (String line : Files.readAllLines(TABLE)) {
      Optional<AnswerField> field =
          points.keySet().stream()
              .filter(known -> line.startsWith(known.column() + ","))
              .filter(
                  known -> only.isEmpty() || List.of(only.split(",", -1)).contains(known.column()))
              .findFirst();
      if (field.isEmpty()) {
        table.add(line);
      } else if (written.add(field.get())) {
        table.addAll(rows(field.get(), points.getOrDefault(field.get(), List.of())));
      }
    }
    Files.write(TABLE, table);
  }

  private static Map<AnswerField, List<Point>> saved(String[] files) throws IOException {
    Map<AnswerField, List<Point>> points = new EnumMap<>(AnswerField.class);
    for (String file : files) {
      for (String line : Files.readAllLines(Path.of(file))) {
        String[] parts = line.split(" ", -1);
        double[] signs = Arrays.stream(parts).skip(2).mapToDouble(Double::parseDouble).toArray();
        AnswerField field =
            Arrays.stream(AnswerField.values())
                .filter(known -> known.column().equals(parts[0]))
                .findFirst()
                .orElseThrow();
        points
            .computeIfAbsent(field, _ -> new ArrayList<>())
            .add(new Point(masked(field, signs), Boolean.parseBoolean(parts[1])));
      }
    }
    return points;
  }

  private static List<String> rows(AnswerField field, List<Point> points) {
    double[] weights = SignFit.fit(points);
    return Arrays.stream(ConfidenceSign.values())
        .filter(sign -> Math.round(100 * weights[sign.place()]) != 0)
        .map(
            sign ->
                "%s,%s,%d"
                    .formatted(
                        field.column(), sign.token(), Math.round(100 * weights[sign.place()])))
        .toList();
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
    Set<ConfidenceSign> kept = OF_FIELD.getOrDefault(field, OF_OTHERS);
    for (ConfidenceSign sign : ConfidenceSign.values()) {
      signs[sign.place()] = kept.contains(sign) ? signs[sign.place()] : 0;
    }
    return signs;
  }

  private static List<LabelledRows.Row> offices() {
    return listed("offices");
  }

  private static List<LabelledRows.Row> listed(String name) {
    return labelled(TEST_LISTS.resolve(name + ".csv"), TEST_LISTS.resolve(name + "-labels.csv"));
  }

  private static List<LabelledRows.Row> samples() {
    return labelled(SAMPLES.resolve("indicators.csv"), SAMPLES.resolve("labels.csv"));
  }

  private static List<LabelledRows.Row> labelled(Path series, Path labels) {
    return LabelledRows.of(List.copyOf(new IndicatorFile(series).rows().values()), labels).rows();
  }
}
