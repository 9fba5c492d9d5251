package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.evaluate.Bootstrap;
import dev.classify.evaluate.BrierScore;
import dev.classify.evaluate.ReliabilityTable;
import dev.classify.evaluate.StatedConfidence;
import dev.classify.rules.CalibrationFit.Point;
import dev.classify.rules.CalibrationFit.Step;
import dev.classify.taxonomy.AnswerField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Whether confidence matches the share of right answers, on rows that it was not fitted to.
class CalibrationTest {

  private static final int BINS = 5;

  /// Number of labelled real rows for tuning the rules; the rest is held out.
  private static final int TUNED_ROWS = 60;

  private static final Path SAMPLES = Path.of("..", "samples");

  private static final Path OFFICES =
      Path.of("src", "test", "resources", "dev", "classify", "rules");

  private static final Path TABLE =
      Path.of("src", "main", "resources", "dev", "classify", "rules", "calibration.csv");

  @Test
  void confidenceSaysHowOftenHeldOutRealRowsAreRight() {
    SharedData data = SharedData.require();
    LabelledRows heldOut =
        LabelledRows.of(data.real(), data.file("gold-dev.csv")).butLowest(TUNED_ROWS);

    assertCalibrated(heldOut, 0.05);
  }

  /// The samples are harder than the fitted rows, so the confidence is a little too high.
  @Test
  void confidenceSaysHowOftenTheSamplesAreRight() {
    assertCalibrated(samples(), 0.06);
  }

  /// Judged by the series of many offices too, because nearly all samples have evidence.
  @Test
  void valuesWithoutEvidenceAreRightLessOftenThanTheRest() {
    RulesClassifier rules = ShippedRules.CLASSIFIER;
    Map<Boolean, List<Boolean>> byEvidence = new HashMap<>();
    for (LabelledRows.Row row : samplesAndOffices()) {
      for (FieldVerdict verdict : rules.explain(row.indicator()).verdicts().values()) {
        byEvidence
            .computeIfAbsent(
                verdict.won().source() == EvidenceSource.NOTHING, s -> new ArrayList<>())
            .add(row.right(verdict));
      }
    }

    assertThat(share(byEvidence.getOrDefault(true, List.of())))
        .isLessThan(share(byEvidence.getOrDefault(false, List.of())));
  }

  private static List<LabelledRows.Row> samplesAndOffices() {
    List<LabelledRows.Row> rows = new ArrayList<>(samples().rows());
    rows.addAll(labelled(OFFICES.resolve("offices.csv"), OFFICES.resolve("offices-labels.csv")));
    return rows;
  }

  private static LabelledRows samples() {
    return new LabelledRows(
        labelled(SAMPLES.resolve("indicators.csv"), SAMPLES.resolve("labels.csv")));
  }

  private static List<LabelledRows.Row> labelled(Path series, Path labels) {
    return LabelledRows.of(List.copyOf(new IndicatorFile(series).rows().values()), labels).rows();
  }

  /// Prints the share of the samples that is right, by field and source of the deciding evidence.
  @Test
  void whatAUnitTextStatesIsRightAsOftenAsAnyOtherSource() {
    Map<AnswerField, Map<EvidenceSource, List<Boolean>>> byField = new EnumMap<>(AnswerField.class);
    for (LabelledRows.Row row : samples().rows()) {
      for (FieldVerdict verdict :
          ShippedRules.CLASSIFIER.explain(row.indicator()).verdicts().values()) {
        byField
            .computeIfAbsent(verdict.field(), f -> new EnumMap<>(EvidenceSource.class))
            .computeIfAbsent(verdict.won().source(), s -> new ArrayList<>())
            .add(row.right(verdict));
      }
    }
    byField.forEach(
        (field, bySource) ->
            bySource.forEach(
                (source, right) ->
                    System.out.printf(
                        "%-24s %-14s %4d rows %5.1f %%%n",
                        field.column(), source.token(), right.size(), 100 * share(right))));

    Map<EvidenceSource, List<Boolean>> unit =
        Objects.requireNonNull(byField.get(AnswerField.UNIT_TYPE));
    double stated = share(unit.getOrDefault(EvidenceSource.UNITS, List.of()));
    assertThat(unit.values()).allMatch(right -> share(right) <= stated);
  }

  private static double share(List<Boolean> right) {
    return right.stream().mapToInt(one -> one ? 1 : 0).average().orElse(0);
  }

  @Test
  void fittedStepsRiseAndAreWide() {
    Random random = new Random(5);
    List<Step> steps =
        CalibrationFit.fit(
            IntStream.range(0, 400)
                .mapToObj(i -> new Point(i % 100, random.nextInt(100) < 50 + i % 100 / 2))
                .toList());

    assertThat(steps)
        .hasSizeGreaterThan(2)
        .isSortedAccordingTo((a, b) -> a.percent() - b.percent());
    assertThat(steps).allMatch(step -> step.rows() >= 25);
    assertThat(steps.stream().mapToInt(Step::rows).sum()).isEqualTo(400);
  }

  /// Writes calibration.csv from the label files that `calibrate` names, separated by commas.
  @Test
  void tableIsWrittenIfLabelFilesAreNamed() throws IOException {
    String files = System.getProperty("calibrate");
    Assumptions.assumeTrue(files != null, "-Dcalibrate=LABELS,LABELS names no labels");
    SharedData data = SharedData.require();
    List<LabelledRows.Row> rows =
        Arrays.stream(Objects.requireNonNull(files).split(",", -1))
            .flatMap(file -> LabelledRows.of(data.real(), Path.of(file)).rows().stream())
            .toList();
    StringBuilder table = new StringBuilder();
    for (String line : Files.readAllLines(TABLE)) {
      if (line.startsWith("#")) {
        table.append(line).append('\n');
      }
    }
    table.append("field,strength,right,rows\n");
    for (AnswerField field : AnswerField.values()) {
      table.append(
          CalibrationFit.lines(field, CalibrationFit.fit(new LabelledRows(rows).points(field))));
    }
    Files.writeString(TABLE, table);
  }

  private static void assertCalibrated(LabelledRows labels, double errorMax) {
    List<List<StatedConfidence>> rows = labels.judged();
    List<StatedConfidence> pooled = new ArrayList<>(rows.stream().flatMap(List::stream).toList());
    Collections.shuffle(pooled, new Random(1));
    ReliabilityTable reliability = ReliabilityTable.of(pooled, BINS);
    BrierScore brier = BrierScore.of(pooled);
    double bound =
        Bootstrap.USUAL.bound(rows, drawn -> ReliabilityTable.of(drawn, BINS).error(), 0.95);

    System.out.printf("%6s %8s %8s   (%d rows)%n", "fields", "stated", "right", rows.size());
    for (ReliabilityTable.Bin bin : reliability.bins()) {
      System.out.printf("%6d %8.3f %8.3f%n", bin.count(), bin.stated(), bin.right());
    }
    System.out.printf(
        "calibration error %.3f, 95%% bound %.3f; Brier score %.4f, of a constant %.4f%n",
        reliability.error(), bound, brier.score(), brier.constant());
    // If every field is right, no confidence beats a constant.
    if (brier.constant() > 0) {
      assertThat(brier.score()).isLessThan(brier.constant());
    }
    assertThat(reliability.error()).isLessThanOrEqualTo(errorMax);
  }
}
