package dev.classify.attributes;

import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Tokenizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads what stands in a column that states an attribute: a code, one with its label behind a
/// colon, or words.
final class AttributeCells {

  static final TableFormat FORMAT =
      TableFormat.of(
              "/dev/classify/attributes/attribute-codes.csv",
              "column",
              "code",
              "attribute",
              "value")
          .uniqueBy("column", "code", "attribute")
          .overriddenBy("column", "code");

  /// Codes of SDMX in any column: not applicable, unspecified, total, other.
  private static final Set<String> NOTHING = Set.of("_Z", "_X", "_T", "_O", "_N");

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /// ISO 3166-1 alpha-3 to alpha-2.
  private static final Map<String, String> LONG_COUNTRIES =
      COUNTRIES.stream()
          .collect(Collectors.toMap(code -> Locale.of("", code).getISO3Country(), code -> code));

  /// A part of a country: `DE21` of NUTS, `FR-75` of ISO 3166-2.
  private static final Pattern REGION =
      Pattern.compile("([A-Z]{2})(?:[-_][0-9A-Z]{1,5}|[A-Z]{0,2}\\d[0-9A-Z]{0,3})");

  private static final Pattern SECTOR = Pattern.compile("S[12][0-9A-Z]{0,5}");

  private static final Pattern YEAR = Pattern.compile("\\s*\\(?\\b((?:19|20)\\d\\d)\\b\\)?\\s*");

  /// The end of `2015=100`, `2015 = 100` and `2015.0`.
  private static final Pattern BASE_END = Pattern.compile("\\s*=\\s*100(?:\\.0+)?$|\\.0$");

  private record Key(SeriesAttribute column, String code) {}

  private final Map<Key, Map<SeriesAttribute, String>> codes;
  private final AttributeWords words;
  private final AreaNames areas;
  private final Neighbours neighbours;
  private final UnitWords units;
  private final UnitCodes unitCodes;

  private AttributeCells(
      Map<Key, Map<SeriesAttribute, String>> codes,
      AttributeWords words,
      AreaNames areas,
      Neighbours neighbours,
      UnitWords units,
      UnitCodes unitCodes) {
    this.codes = codes;
    this.words = words;
    this.areas = areas;
    this.neighbours = neighbours;
    this.units = units;
    this.unitCodes = unitCodes;
  }

  static AttributeCells read(
      TableSet tables,
      AttributeWords words,
      AreaNames areas,
      Neighbours neighbours,
      UnitWords units,
      UnitCodes unitCodes) {
    Map<Key, Map<SeriesAttribute, String>> codes = new HashMap<>();
    for (Row row : tables.read(FORMAT).rows()) {
      SeriesAttribute attribute = row.required("attribute", AttributeWords.ATTRIBUTE);
      String value = row.text("value");
      row.require(
          value.isEmpty() || value.equals(AttributeWords.ANNUALISED) || attribute.takes(value),
          "value",
          "is none of " + attribute.column(),
          "use one of docs/scheme.md 17, or none");
      Map<SeriesAttribute, String> values =
          codes.computeIfAbsent(
              new Key(row.required("column", AttributeWords.ATTRIBUTE), upper(row.text("code"))),
              _ -> new EnumMap<>(SeriesAttribute.class));
      if (!value.isEmpty()) {
        values.put(attribute, value);
      }
    }
    return new AttributeCells(codes, words, areas, neighbours, units, unitCodes);
  }

  private static String upper(String code) {
    return code.toUpperCase(Locale.ROOT).replace(",", "");
  }

  /// The values that a cell states; none if it says that it states none.
  ///
  /// @return empty if it is not understood
  Optional<Map<SeriesAttribute, String>> values(SeriesAttribute column, String cell) {
    int colon = cell.indexOf(": ");
    Stream<String> parts =
        colon < 0
            ? Stream.of(cell.strip())
            : Stream.of(cell.substring(0, colon).strip(), cell.substring(colon + 1).strip());
    return parts.flatMap(part -> part(column, part).stream()).findFirst();
  }

  private Optional<Map<SeriesAttribute, String>> part(SeriesAttribute column, String part) {
    Map<SeriesAttribute, String> listed = codes.get(new Key(column, upper(part)));
    if (listed != null) {
      return Optional.of(listed);
    }
    if (NOTHING.contains(part)) {
      return Optional.of(Map.of());
    }
    return switch (column) {
      case REFERENCE_AREA -> area(part);
      case SECTOR -> SECTOR.matcher(part).matches() ? one(column, part) : words(column, part);
      case BASE_PERIOD -> base(part);
      case DENOMINATOR -> units.denominator(part).flatMap(value -> one(column, value));
      case SEASONAL_ADJUSTMENT, TRANSFORMATION -> token(column, part);
      case PRICE_BASIS -> token(column, part).or(() -> dated(part));
      case UNIT_MEASURE -> Optional.of(unitCodes.values(part)).filter(values -> !values.isEmpty());
      case UNIT_MULT -> Optional.empty();
    };
  }

  private Optional<Map<SeriesAttribute, String>> token(SeriesAttribute column, String part) {
    String token = part.toLowerCase(Locale.ROOT);
    return column.tokens().contains(token) ? one(column, token) : words(column, part);
  }

  /// `Chained (2017) dollars`, `Constant 2015 prices`: the words of a basis around its year.
  private Optional<Map<SeriesAttribute, String>> dated(String part) {
    Matcher year = YEAR.matcher(part);
    if (!year.find()) {
      return Optional.empty();
    }
    Map<SeriesAttribute, String> values = new EnumMap<>(SeriesAttribute.class);
    words(SeriesAttribute.PRICE_BASIS, year.replaceFirst(" ")).ifPresent(values::putAll);
    if (values.containsKey(SeriesAttribute.PRICE_BASIS)) {
      values.put(SeriesAttribute.BASE_PERIOD, year.group(1));
    }
    return Optional.of(values).filter(found -> !found.isEmpty());
  }

  private static Optional<Map<SeriesAttribute, String>> one(SeriesAttribute column, String value) {
    return column.takes(value) ? Optional.of(Map.of(column, value)) : Optional.empty();
  }

  private Optional<Map<SeriesAttribute, String>> area(String part) {
    String code = LONG_COUNTRIES.getOrDefault(part, part);
    if (COUNTRIES.contains(code) || areas.has(code)) {
      return one(SeriesAttribute.REFERENCE_AREA, code);
    }
    Matcher region = REGION.matcher(part);
    if (region.matches() && part(SeriesAttribute.REFERENCE_AREA, region.group(1)).isPresent()) {
      return Optional.of(Map.of());
    }
    return areas
        .in(new PiecedText(Tokenizer.tokens(part), false), neighbours)
        .flatMap(found -> one(SeriesAttribute.REFERENCE_AREA, found));
  }

  private static Optional<Map<SeriesAttribute, String>> base(String part) {
    return one(SeriesAttribute.BASE_PERIOD, BASE_END.matcher(part).replaceFirst(""));
  }

  /// Words of one value of the column's attribute, and that it is at an annual rate.
  private Optional<Map<SeriesAttribute, String>> words(SeriesAttribute column, String part) {
    Map<SeriesAttribute, Map<String, String>> said =
        words.in(new PiecedText(Tokenizer.tokens(part), true), true, neighbours);
    Map<SeriesAttribute, String> values = new EnumMap<>(SeriesAttribute.class);
    boolean annualised =
        said.getOrDefault(SeriesAttribute.TRANSFORMATION, Map.of())
            .containsKey(AttributeWords.ANNUALISED);
    if (annualised) {
      values.put(SeriesAttribute.TRANSFORMATION, AttributeWords.ANNUALISED);
    }
    List<String> own =
        said.getOrDefault(column, Map.of()).keySet().stream()
            .filter(value -> !value.equals(AttributeWords.ANNUALISED))
            .toList();
    if (own.size() > 1
        || (own.isEmpty() && !(annualised && column == SeriesAttribute.TRANSFORMATION))) {
      return Optional.empty();
    }
    own.stream()
        .filter(value -> !value.equals(AttributeWords.OTHER))
        .forEach(
            value ->
                values.put(
                    column,
                    annualised && value.equals("change-on-previous-period")
                        ? "annualised-change"
                        : value));
    return Optional.of(values);
  }
}
