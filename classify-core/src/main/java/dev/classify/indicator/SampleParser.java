package dev.classify.indicator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads the sample values of an indicator: what can be read is kept, the rest is listed. The date
/// of a missing value is kept, because it says how often values appear.
///
/// The first of several points with the same date is kept, even if their values differ: nobody
/// knows which is right, and the first is at least the same one every time.
public final class SampleParser {

  /// What was read.
  ///
  /// @param sample observations, oldest first, one per date
  /// @param unvaluedDates dates without a value, oldest first; none of them is in the sample
  /// @param warnings one per point that was not read whole, at most [#WARNINGS_MAX], then a count
  public record Sample(
      List<Observation> sample, List<LocalDate> unvaluedDates, List<Problem> warnings) {
    public Sample {
      sample = List.copyOf(sample);
      unvaluedDates = List.copyOf(unvaluedDates);
      warnings = List.copyOf(warnings);
    }

    static Sample nothing(List<Problem> warnings) {
      return new Sample(List.of(), List.of(), warnings);
    }
  }

  /// Enough to see what is wrong, few enough that one row does not flood the list.
  static final int WARNINGS_MAX = 20;

  private static final String FIELD = IndicatorField.SAMPLE_VALUES.column();
  private static final String SHAPE = "give a JSON array of {\"date\": ..., \"value\": ...}";

  /// @param value null if the source gives none that can be read
  private record Point(int place, LocalDate date, @Nullable Double value) {}

  private final List<Problem> warnings = new ArrayList<>();
  private int unread;

  private SampleParser() {}

  /// Reads sample values that came as text; blank text is no sample.
  public static Sample parse(String text) {
    String json = TextCleaning.text(text);
    if (json.isEmpty() || TextCleaning.isNullWord(json)) {
      return Sample.nothing(List.of());
    }
    try {
      return parse(IndicatorJson.read(json));
    } catch (JsonProcessingException e) {
      String problem = "is not valid JSON (" + IndicatorJson.problem(e) + "); taken as no samples";
      return Sample.nothing(List.of(new Problem(FIELD, problem, SHAPE)));
    }
  }

  /// Reads sample values that came as JSON; an array in a JSON text is read as that array.
  public static Sample parse(JsonNode json) {
    if (json.isNull() || json.isMissingNode()) {
      return Sample.nothing(List.of());
    }
    if (json.isTextual()) {
      return parse(json.textValue());
    }
    if (!json.isArray()) {
      String problem = "is " + kind(json) + ", not an array; taken as no samples";
      return Sample.nothing(List.of(new Problem(FIELD, problem, SHAPE)));
    }
    return new SampleParser().read(json);
  }

  private Sample read(JsonNode array) {
    PeriodDates dates =
        PeriodDates.of(
            StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.path("date").asText())
                .toList());
    List<Point> points = new ArrayList<>(array.size());
    for (int place = 0; place < array.size(); place++) {
      point(dates, place, array.get(place)).ifPresent(points::add);
    }
    List<Point> kept = onePerDate(points);
    if (unread > WARNINGS_MAX) {
      String problem = (unread - WARNINGS_MAX) + " more points dropped";
      warnings.add(
          new Problem(
              FIELD, problem, "fix the points listed; the others probably have the same problem"));
    }
    return new Sample(observations(kept), unvalued(kept), warnings);
  }

  private Optional<Point> point(PeriodDates dates, int place, JsonNode node) {
    if (!node.isObject()) {
      warn(place, "is " + kind(node) + ", not an object", SHAPE);
      return Optional.empty();
    }
    Optional<LocalDate> date = dates.read(node.path("date").asText());
    if (date.isEmpty()) {
      String fix = "write dates as 2024-06-30, or periods as 2024-06, 2024-Q2, 2024";
      warn(place, "its date is ambiguous or unreadable: " + shown(node.path("date")), fix);
      return Optional.empty();
    }
    JsonNode written = node.path("value");
    OptionalDouble value = value(written);
    if (value.isEmpty() && !missing(written)) {
      String problem = "its value is not a finite number: " + shown(written) + "; its date is kept";
      warn(place, problem, "give a plain number");
    }
    // Adding zero turns -0.0 into 0.0, which would otherwise be different content.
    return Optional.of(
        new Point(place, date.get(), value.isPresent() ? value.getAsDouble() + 0.0 : null));
  }

  private static OptionalDouble value(JsonNode written) {
    if (written.isTextual()) {
      return WrittenNumberReader.read(written.textValue());
    }
    boolean number = written.isNumber() && Double.isFinite(written.doubleValue());
    return number ? OptionalDouble.of(written.doubleValue()) : OptionalDouble.empty();
  }

  private static boolean missing(JsonNode written) {
    return written.isNull()
        || written.isMissingNode()
        || (written.isTextual() && WrittenNumberReader.isMissing(written.textValue()));
  }

  /// The first point with a value of each date, else the first.
  private List<Point> onePerDate(List<Point> points) {
    points.sort(Comparator.comparing(Point::date).thenComparing(point -> point.value() == null));
    List<Point> kept = new ArrayList<>(points.size());
    for (Point point : points) {
      if (kept.isEmpty() || kept.getLast().date().isBefore(point.date())) {
        kept.add(point);
      } else if (point.value() != null) {
        dropRepeated(point, point.value(), kept.getLast());
      }
    }
    return kept;
  }

  private void dropRepeated(Point point, double value, Point kept) {
    boolean same = kept.value() != null && value == kept.value();
    String problem =
        "repeats the date %s of sample_values[%d] with %s"
            .formatted(
                point.date(),
                kept.place(),
                same ? "the same value" : "another value, " + value + "; the first is kept");
    warn(point.place(), problem, "keep one point per date");
  }

  private static List<Observation> observations(List<Point> points) {
    List<Observation> sample = new ArrayList<>(points.size());
    for (Point point : points) {
      if (point.value() != null) {
        sample.add(new Observation(point.date(), point.value()));
      }
    }
    return sample;
  }

  private static List<LocalDate> unvalued(List<Point> points) {
    return points.stream().filter(point -> point.value() == null).map(Point::date).toList();
  }

  private void warn(int place, String problem, String fix) {
    unread++;
    if (unread <= WARNINGS_MAX) {
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
