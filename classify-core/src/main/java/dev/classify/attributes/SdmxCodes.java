package dev.classify.attributes;

import dev.classify.outcome.SeriesAttributes;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.taxonomy.UnitType;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An answer and its attributes in the code lists of SDMX (docs/scheme.md 17).
public final class SdmxCodes {

  private static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/sdmx/codes.csv", "concept", "value", "unit", "code")
          .uniqueBy("concept", "value", "unit");

  /// The table that comes with the program: code lists are the same for everybody.
  private static final Map<Key, String> CODES = read();

  private record Key(SdmxConcept concept, String value, String unit) {}

  private SdmxCodes() {}

  /// The codes by concept; none for what no text says.
  public static Map<SdmxConcept, String> of(Classification answer, SeriesAttributes attributes) {
    Map<SdmxConcept, String> codes = new EnumMap<>(SdmxConcept.class);
    for (SdmxConcept concept : SdmxConcept.values()) {
      code(concept, answer, attributes).ifPresent(code -> codes.put(concept, code));
    }
    return Collections.unmodifiableMap(codes);
  }

  private static Optional<String> code(
      SdmxConcept concept, Classification answer, SeriesAttributes attributes) {
    return switch (concept) {
      case FREQ -> listed(concept, answer.reportingFrequency().token(), answer);
      case UNIT_MULT -> multiplier(answer, attributes);
      case UNIT_MEASURE -> measure(answer, attributes);
      case ADJUSTMENT -> listed(concept, attributes, SeriesAttribute.SEASONAL_ADJUSTMENT, answer);
      case PRICES -> listed(concept, attributes, SeriesAttribute.PRICE_BASIS, answer);
      case TRANSFORMATION -> listed(concept, attributes, SeriesAttribute.TRANSFORMATION, answer);
      case REF_AREA ->
          listed(concept, attributes, SeriesAttribute.REFERENCE_AREA, answer)
              .or(
                  () ->
                      attributes
                          .value(SeriesAttribute.REFERENCE_AREA)
                          .filter(code -> code.length() == 2 && !code.matches("[A-Z]\\d")));
    };
  }

  /// The whole factor, as long as it goes with the scale of the answer. A plain number has a code
  /// only where a unit is stated: its factor may be elsewhere.
  private static Optional<String> multiplier(Classification answer, SeriesAttributes attributes) {
    Optional<String> scale = listed(SdmxConcept.UNIT_MULT, answer.scale().token(), answer);
    Optional<String> whole =
        attributes
            .value(SeriesAttribute.UNIT_MULT)
            .filter(
                factor ->
                    scale
                        .map(power -> Integer.parseInt(factor) - Integer.parseInt(power))
                        .filter(rest -> rest >= 0 && rest < 3)
                        .isPresent());
    return whole.or(() -> scale.filter(_ -> answer.scale() != Scale.RAW_UNITS));
  }

  /// The code that the text of the unit gives, as long as it goes with the answer.
  private static Optional<String> measure(Classification answer, SeriesAttributes attributes) {
    Optional<String> read = attributes.value(SeriesAttribute.UNIT_MEASURE);
    if (answer.unitType() == UnitType.PERCENTAGE) {
      boolean change =
          attributes
              .value(SeriesAttribute.TRANSFORMATION)
              .filter(value -> value.contains("change"))
              .isPresent();
      return read.filter(List.of("PT", "PC", "PA")::contains).map(code -> change ? "PC" : code);
    }
    if (answer.unitType() == UnitType.INDEX) {
      return Optional.of("IX");
    }
    if (answer.currencyDenominated()) {
      String currency = answer.currency();
      boolean whole = attributes.value(SeriesAttribute.DENOMINATOR).isEmpty();
      return currency == null
          ? read.filter("XDC"::equals)
          : Optional.of(currency).filter(_ -> whole);
    }
    return read.filter(
        code -> !List.of("PT", "PC", "PA", "IX", "XDC").contains(code) && code.length() == 2);
  }

  private static Optional<String> listed(
      SdmxConcept concept,
      SeriesAttributes attributes,
      SeriesAttribute attribute,
      Classification answer) {
    return attributes.value(attribute).flatMap(value -> listed(concept, value, answer));
  }

  private static Optional<String> listed(SdmxConcept concept, String value, Classification answer) {
    String unit = answer.unitType() == UnitType.PERCENTAGE ? "percentage" : "other";
    String code = CODES.get(new Key(concept, value, "any"));
    return Optional.ofNullable(code != null ? code : CODES.get(new Key(concept, value, unit)));
  }

  private static Map<Key, String> read() {
    Map<Key, String> codes = new HashMap<>();
    for (Row row : TableSet.of(List.of(), List.of(FORMAT)).read(FORMAT).rows()) {
      codes.put(
          new Key(
              SdmxConcept.valueOf(row.text("concept")),
              row.text("value"),
              row.oneOf("unit", "any", "percentage", "other")),
          row.text("code"));
    }
    return Map.copyOf(codes);
  }
}
