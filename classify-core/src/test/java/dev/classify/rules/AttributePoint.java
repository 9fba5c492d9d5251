package dev.classify.rules;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.AttributeValue;
import dev.classify.taxonomy.SeriesAttribute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A value that the rules found, and what a person says.
///
/// @param origin of the row, such as a publisher
/// @param label `none` where nothing is stated
/// @param source what states the value, as in attribute-calibration.csv
record AttributePoint(
    String origin, SeriesAttribute attribute, String label, AttributeValue found, String source) {

  static final Path FOLDER = Path.of("src", "test", "resources", "dev", "classify", "rules");

  static AttributePoint of(
      String origin, SeriesAttribute attribute, String label, AttributeValue found) {
    return new AttributePoint(origin, attribute, label, found, source(found.evidence()));
  }

  private static String source(String evidence) {
    if (evidence.contains("; disputed by ")) {
      return "disputed";
    }
    if (evidence.startsWith("column ")) {
      return "column";
    }
    return evidence.matches("(units|name|long_name|description): .*")
        ? evidence.substring(0, evidence.indexOf(':'))
        : "derived";
  }

  boolean right() {
    return label.equals(found.value());
  }

  /// Columns as publishers write them, one in each row of attribute-column-labels.csv.
  static List<AttributePoint> ofColumns() {
    List<AttributePoint> points = new ArrayList<>();
    for (NamedCsvRecord row :
        new IndicatorFile(FOLDER.resolve("attribute-column-labels.csv")).records()) {
      Indicator indicator =
          indicator(
              row.getField("name"),
              row.getField("units"),
              null,
              Map.of(row.getField("column"), row.getField("cell")));
      add(points, row.getField("publisher"), indicator, row, "column");
    }
    return points;
  }

  /// Descriptions of real rows alone, without their other texts.
  static List<AttributePoint> ofDescriptions(List<Indicator> real) {
    Map<String, Indicator> byId = new HashMap<>();
    real.forEach(indicator -> byId.put(indicator.id(), indicator));
    List<AttributePoint> points = new ArrayList<>();
    for (NamedCsvRecord row :
        new IndicatorFile(FOLDER.resolve("attribute-description-labels.csv")).records()) {
      String id = row.getField("indicator_id");
      Indicator whole = Objects.requireNonNull(byId.get(id), () -> "no real row " + id);
      Indicator indicator = indicator("Series", null, whole.description(), Map.of());
      add(points, "real", indicator, row, "description");
    }
    return points;
  }

  private static void add(
      List<AttributePoint> points,
      String origin,
      Indicator indicator,
      NamedCsvRecord row,
      String source) {
    String label = row.getField("label");
    SeriesAttribute attribute = SeriesAttribute.of(row.getField("attribute"));
    Optional<AttributeValue> found =
        ShippedRules.CLASSIFIER
            .decide(indicator)
            .attributes()
            .of(attribute)
            .filter(value -> source(value.evidence()).equals(source));
    if (label.isEmpty()) {
      return;
    }
    if (!label.equals(found.map(AttributeValue::value).orElse("none"))) {
      System.out.printf(
          "%s of %s %s is %s, not %s%n", attribute.column(), origin, row.getFields(), label, found);
    }
    found.ifPresent(value -> points.add(of(origin, attribute, label, value)));
  }

  private static Indicator indicator(
      String name,
      @Nullable String units,
      @Nullable String description,
      Map<String, String> extra) {
    return new Indicator(
        "id",
        name,
        units,
        null,
        description,
        "Monthly",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        extra);
  }
}
