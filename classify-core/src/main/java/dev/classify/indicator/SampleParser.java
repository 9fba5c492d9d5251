package dev.classify.indicator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reads the sample values of an indicator: what can be read is kept, the rest is listed.
///
/// The first of several points with the same date is kept, even if their values differ: nobody
/// knows which is right, and the first is at least the same one every time.
public final class SampleParser {

  /// What was read.
  ///
  /// @param sample observations, oldest first, one per date
  /// @param warnings one per dropped point, at most [#WARNINGS_MAX], then a count
  public record Sample(List<Observation> sample, List<Problem> warnings) {
    public Sample {
      sample = List.copyOf(sample);
      warnings = List.copyOf(warnings);
    }
  }

  /// Enough to see what is wrong, few enough that one row does not flood the list.
  static final int WARNINGS_MAX = 20;

  private static final String FIELD = IndicatorField.SAMPLE_VALUES.column();
  private static final String SHAPE = "give a JSON array of {\"date\": ..., \"value\": ...}";

  private record Point(int place, Observation observation) {}

  private final List<Problem> warnings = new ArrayList<>();
  private int dropped;

  private SampleParser() {}

  /// Reads sample values that came as text; blank text is no sample.
  public static Sample parse(String text) {
    String json = TextCleaning.text(text);
    if (json.isEmpty() || TextCleaning.isNullWord(json)) {
      return new Sample(List.of(), List.of());
    }
    try {
      return parse(IndicatorJson.read(json));
    } catch (JsonProcessingException e) {
      String problem = "is not valid JSON (" + IndicatorJson.problem(e) + "); taken as no samples";
      return new Sample(List.of(), List.of(new Problem(FIELD, problem, SHAPE)));
    }
  }

  /// Reads sample values that came as JSON; an array in a JSON text is read as that array.
  public static Sample parse(JsonNode json) {
    if (json.isNull() || json.isMissingNode()) {
      return new Sample(List.of(), List.of());
    }
    if (json.isTextual()) {
      return parse(json.textValue());
    }
    if (!json.isArray()) {
      String problem = "is " + kind(json) + ", not an array; taken as no samples";
      return new Sample(List.of(), List.of(new Problem(FIELD, problem, SHAPE)));
    }
    return new SampleParser().read(json);
  }

  private Sample read(JsonNode array) {
    List<Point> points = new ArrayList<>(array.size());
    boolean sorted = true;
    for (int place = 0; place < array.size(); place++) {
      Optional<Point> point = point(place, array.get(place));
      if (point.isPresent()) {
        sorted &= points.isEmpty() || isBefore(points.getLast(), point.get());
        points.add(point.get());
      }
    }
    List<Observation> sample = sorted ? observations(points) : onePerDate(points);
    if (dropped > WARNINGS_MAX) {
      String problem = (dropped - WARNINGS_MAX) + " more points dropped";
      warnings.add(
          new Problem(
              FIELD, problem, "fix the points listed; the others probably have the same problem"));
    }
    return new Sample(sample, warnings);
  }

  private Optional<Point> point(int place, JsonNode node) {
    if (!node.isObject()) {
      drop(place, "is " + kind(node) + ", not an object", SHAPE);
      return Optional.empty();
    }
    Optional<LocalDate> date = PeriodDateReader.read(node.path("date").asText());
    if (date.isEmpty()) {
      String fix = "write dates as 2024-06-30, or periods as 2024-06, 2024-Q2, 2024";
      drop(place, "its date is ambiguous or unreadable: " + shown(node.path("date")), fix);
      return Optional.empty();
    }
    JsonNode written = node.path("value");
    OptionalDouble value = value(written);
    if (value.isEmpty()) {
      drop(place, "its value is not a finite number: " + shown(written), "give a plain number");
      return Optional.empty();
    }
    // Adding zero turns -0.0 into 0.0, which would otherwise be different content.
    return Optional.of(new Point(place, new Observation(date.get(), value.getAsDouble() + 0.0)));
  }

  private static OptionalDouble value(JsonNode written) {
    if (written.isTextual()) {
      return WrittenNumberReader.read(written.textValue());
    }
    boolean number = written.isNumber() && Double.isFinite(written.doubleValue());
    return number ? OptionalDouble.of(written.doubleValue()) : OptionalDouble.empty();
  }

  private static boolean isBefore(Point earlier, Point later) {
    return earlier.observation().date().isBefore(later.observation().date());
  }

  private List<Observation> onePerDate(List<Point> points) {
    points.sort(Comparator.comparing(point -> point.observation().date()));
    List<Point> kept = new ArrayList<>(points.size());
    for (Point point : points) {
      if (kept.isEmpty() || isBefore(kept.getLast(), point)) {
        kept.add(point);
      } else {
        dropRepeated(point, kept.getLast());
      }
    }
    return observations(kept);
  }

  private void dropRepeated(Point point, Point kept) {
    Observation observation = point.observation();
    boolean same = observation.value() == kept.observation().value();
    String problem =
        "repeats the date %s of sample_values[%d] with %s"
            .formatted(
                observation.date(),
                kept.place(),
                same
                    ? "the same value"
                    : "another value, " + observation.value() + "; the first is kept");
    drop(point.place(), problem, "keep one point per date");
  }

  private static List<Observation> observations(List<Point> points) {
    return points.stream().map(Point::observation).toList();
  }

  private void drop(int place, String problem, String fix) {
    dropped++;
    if (dropped <= WARNINGS_MAX) {
      warnings.add(new Problem(FIELD + "[" + place + "]", problem, fix));
    }
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT, POJO -> "an object";
      case ARRAY -> "an array";
      case STRING, BINARY -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL, MISSING -> "null";
    };
  }

  private static String shown(JsonNode node) {
    if (node.isMissingNode()) {
      return "missing";
    }
    String text = node.isNumber() ? node.asText() : node.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
