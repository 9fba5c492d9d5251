package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.AttributeValue;
import dev.classify.taxonomy.SeriesAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// What rows of three origins state for joining them, labelled by hand by docs/scheme.md 17: `none`
/// where nothing is stated, empty where a person cannot say.
class AttributeLabelsTest {

  private static final Path TABLE =
      Path.of(
          "src", "main", "resources", "dev", "classify", "attributes", "attribute-calibration.csv");

  /// Fewer rows say more about their source than about the attribute.
  private static final int OWN_ROWS_MIN = 10;

  /// Towards the mean of the source, and one more value wrong, as for the ten fields.
  private static final double MEAN_ROWS = 5;

  private record Count(int right, int of) {
    static Count of(List<AttributePoint> points) {
      return new Count((int) points.stream().filter(AttributePoint::right).count(), points.size());
    }
  }

  @Test
  void attributesAreFoundAsOftenAsBefore() {
    Map<String, Integer> wrong = new TreeMap<>();
    Map<String, Integer> missed = new TreeMap<>();
    Map<String, Integer> labelled = new TreeMap<>();
    forEachLabel(
        Map.of("samples", samples(), "offices", offices()),
        (_, indicator, attribute, label, found) -> {
          String column = attribute.column();
          labelled.merge(column, 1, Integer::sum);
          if (found == null && !label.equals("none")) {
            missed.merge(column, 1, Integer::sum);
          } else if (found != null && !found.value().equals(label)) {
            wrong.merge(column, 1, Integer::sum);
          } else {
            return;
          }
          System.out.printf("%s of %s is %s, not %s%n", column, indicator.id(), label, found);
        });
    System.out.println("labelled " + labelled + ", wrong " + wrong + ", missed " + missed);
    assertThat(sum(wrong)).isLessThanOrEqualTo(4);
    assertThat(sum(missed)).isLessThanOrEqualTo(26);
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  void columnsStateWhatAPersonReads() {
    List<AttributePoint> found = AttributePoint.ofColumns();
    System.out.println("columns: " + Count.of(found));
    assertThat(found.stream().filter(point -> !point.right()).count()).isLessThanOrEqualTo(1);
    assertThat(found).hasSizeGreaterThanOrEqualTo(140);
  }

  /// Each origin is judged by what the others say.
  @Test
  void confidencesHoldOnAnOriginThatTheyWereNotFittedTo() {
    List<AttributePoint> points = points();
    double stated = 0;
    double right = 0;
    double brier = 0;
    for (AttributePoint point : points) {
      double confidence =
          fitted(
              points.stream().filter(other -> !other.origin().equals(point.origin())).toList(),
              point.attribute(),
              point.source());
      stated += confidence;
      right += point.right() ? 1 : 0;
      brier += Math.pow(confidence - (point.right() ? 1 : 0), 2);
    }
    int size = points.size();
    System.out.printf(
        "%d values: stated %.3f, right %.3f, Brier score %.4f%n",
        size, stated / size, right / size, brier / size);
    // Few values of a kind are taken for a little less right than they were.
    assertThat((stated - right) / size).isBetween(-0.05, 0.01);
  }

  /// Writes attribute-calibration.csv if `calibrate.attributes` is set.
  @Test
  void tableIsWrittenIfWanted() throws IOException {
    Assumptions.assumeTrue(System.getProperty("calibrate.attributes") != null, "not wanted");
    List<AttributePoint> points = points();
    List<String> sources =
        points.stream()
            .map(AttributePoint::source)
            .distinct()
            .filter(source -> of(points, null, source).size() >= OWN_ROWS_MIN)
            .sorted()
            .toList();
    StringBuilder table = new StringBuilder();
    for (String line : Files.readAllLines(TABLE)) {
      boolean measured =
          sources.stream().anyMatch(source -> line.startsWith("any," + source + ","));
      if (line.startsWith("#")
          || line.startsWith("attribute,")
          || (line.startsWith("any,") && !measured)) {
        table.append(line).append('\n');
      }
    }
    for (String source : sources) {
      List<AttributePoint> all = of(points, null, source);
      table.append(line("any", source, any(all), all.size()));
      for (SeriesAttribute attribute : SeriesAttribute.stated()) {
        int own = of(points, attribute, source).size();
        if (own >= OWN_ROWS_MIN) {
          table.append(line(attribute.column(), source, fitted(points, attribute, source), own));
        }
      }
    }
    Files.writeString(TABLE, table);
  }

  private static String line(String attribute, String source, double right, int rows) {
    return String.format(
        Locale.ROOT, "%s,%s,%d,%d%n", attribute, source, (int) (100 * right), rows);
  }

  private static double any(List<AttributePoint> points) {
    Count count = Count.of(points);
    return count.of() == 0 ? 0.9 : (count.right() + MEAN_ROWS * 0.9) / (count.of() + MEAN_ROWS + 1);
  }

  private static double fitted(
      List<AttributePoint> points, SeriesAttribute attribute, String source) {
    double mean = any(of(points, null, source));
    Count own = Count.of(of(points, attribute, source));
    return own.of() < OWN_ROWS_MIN
        ? mean
        : (own.right() + MEAN_ROWS * mean) / (own.of() + MEAN_ROWS + 1);
  }

  private static List<AttributePoint> of(
      List<AttributePoint> points, @Nullable SeriesAttribute attribute, String source) {
    return points.stream()
        .filter(point -> attribute == null || point.attribute() == attribute)
        .filter(point -> point.source().equals(source))
        .toList();
  }

  private static List<AttributePoint> points() {
    List<AttributePoint> points = new ArrayList<>(AttributePoint.ofColumns());
    List<Indicator> real = SharedData.require().real();
    points.addAll(AttributePoint.ofDescriptions(real));
    forEachLabel(
        Map.of("samples", samples(), "offices", offices(), "real", byId(real)),
        (origin, _, attribute, label, found) -> {
          if (found != null) {
            points.add(AttributePoint.of(origin, attribute, label, found));
          }
        });
    return points;
  }

  private interface Judge {
    void judge(
        String origin,
        Indicator indicator,
        SeriesAttribute attribute,
        String label,
        @Nullable AttributeValue found);
  }

  private static void forEachLabel(Map<String, Map<String, Indicator>> rows, Judge judge) {
    for (NamedCsvRecord label :
        new IndicatorFile(AttributePoint.FOLDER.resolve("attribute-labels.csv")).records()) {
      String origin = label.getField("source");
      Map<String, Indicator> ofOrigin = rows.get(origin);
      if (ofOrigin != null) {
        Indicator indicator =
            Objects.requireNonNull(
                ofOrigin.get(label.getField("indicator_id")), () -> "no row of " + label);
        Map<SeriesAttribute, AttributeValue> found =
            ShippedRules.CLASSIFIER.decide(indicator).attributes().values();
        for (SeriesAttribute attribute : SeriesAttribute.stated()) {
          String value = label.getField(attribute.column());
          if (!value.isEmpty()) {
            judge.judge(origin, indicator, attribute, value, found.get(attribute));
          }
        }
      }
    }
  }

  private static Map<String, Indicator> samples() {
    return byId(new IndicatorFile(Path.of("..", "samples", "indicators.csv")).rows().values());
  }

  private static Map<String, Indicator> offices() {
    return byId(new IndicatorFile(AttributePoint.FOLDER.resolve("offices.csv")).rows().values());
  }

  private static Map<String, Indicator> byId(Iterable<Indicator> indicators) {
    Map<String, Indicator> byId = new HashMap<>();
    indicators.forEach(one -> byId.put(one.id(), one));
    return byId;
  }
}
