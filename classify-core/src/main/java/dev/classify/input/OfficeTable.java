package dev.classify.input;

import dev.classify.indicator.IndicatorField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// A table of series as a statistical office publishes it, where no column is the id of a series:
/// several columns together are.
///
/// @param header of the table as we read it: its own columns, and behind them those of our fields
/// @param row the values of a row of the table in the columns of this header
/// @param extra index, in this row, of what else the table tells series apart by
/// @param isSeries whether a row of the table is a series, not the marks of the one above it
record OfficeTable(
    List<String> header,
    UnaryOperator<List<String>> row,
    Map<String, Integer> extra,
    Predicate<List<String>> isSeries) {

  OfficeTable(List<String> header, UnaryOperator<List<String>> row, Map<String, Integer> extra) {
    this(header, row, extra, _ -> true);
  }

  /// Any other table, as it is.
  static OfficeTable none(List<String> header) {
    return new OfficeTable(header, UnaryOperator.identity(), Map.of());
  }

  /// The columns of a table, without case, spaces, dashes and underscores.
  ///
  /// @param key together the id
  /// @param name of the indicator
  /// @param area the country or region
  /// @param notes the description; empty if the table has none
  private record Kind(List<String> key, String name, String area, String notes) {}

  private static final List<Kind> KINDS =
      List.of(
          // World Bank, bulk files; IMF, bulk files of earlier years
          new Kind(List.of("indicatorcode", "countrycode"), "indicatorname", "countryname", ""),
          // World Bank, DataBank
          new Kind(List.of("seriescode", "countrycode"), "seriesname", "countryname", ""),
          // IMF, World Economic Outlook
          new Kind(
              List.of("weosubjectcode", "iso"), "subjectdescriptor", "country", "subjectnotes"),
          // IMF, data portal
          new Kind(List.of("seriescode"), "indicator", "country", ""));

  /// In earlier bulk files of the IMF this column says whether a row holds the values of a series
  /// or the marks of these values.
  private static final String ATTRIBUTE = "attribute";

  private static final String MARKS = "Status";

  /// The mark between the dimensions of a series and that of the columns, in Eurostat's TSV.
  private static final String TIME = "\\time";

  /// Recognises a table by its header.
  static Optional<OfficeTable> of(List<String> header) {
    if (!header.isEmpty() && joined(header.getFirst()).replace("period", "").endsWith(TIME)) {
      return Optional.of(eurostat(header));
    }
    List<String> names = header.stream().map(OfficeTable::joined).toList();
    return KINDS.stream()
        .filter(
            kind ->
                names.containsAll(kind.key)
                    && names.contains(kind.name)
                    && names.contains(kind.area))
        .findFirst()
        .map(kind -> keyed(kind, header, names));
  }

  /// `freq,unit,geo\TIME_PERIOD`, then a column for each period.
  private static OfficeTable eurostat(List<String> header) {
    String first = header.getFirst();
    List<String> dimensions =
        Arrays.asList(first.substring(0, first.lastIndexOf('\\')).split(",", -1));
    List<String> named = new ArrayList<>(header);
    named.set(0, "");
    named.add(IndicatorField.INDICATOR_ID.column());
    named.add(IndicatorField.NAME.column());
    dimensions.forEach(dimension -> named.add(isKnown(dimension) ? dimension.strip() : ""));
    int columns = header.size();
    Map<String, Integer> extra = new LinkedHashMap<>();
    for (int i = 0; i < dimensions.size(); i++) {
      if (!isKnown(dimensions.get(i))) {
        extra.put(dimensions.get(i).strip(), columns + 2 + i);
      }
    }
    return new OfficeTable(
        named,
        values -> {
          List<String> codes = Arrays.asList(values.getFirst().split(",", -1));
          List<String> described = new ArrayList<>();
          for (int i = 0; i < Math.min(codes.size(), dimensions.size()); i++) {
            if (!isKnown(dimensions.get(i))) {
              described.add(dimensions.get(i).strip() + " " + codes.get(i).strip());
            }
          }
          List<String> row = padded(values, columns);
          row.add(String.join(".", codes.stream().map(String::strip).toList()));
          row.add(String.join(", ", described));
          row.addAll(codes);
          return row;
        },
        extra);
  }

  private static boolean isKnown(String dimension) {
    return IndicatorField.named(dimension.strip())
        .filter(field -> field == IndicatorField.PERIODICITY || field == IndicatorField.UNITS)
        .isPresent();
  }

  private static OfficeTable keyed(Kind kind, List<String> header, List<String> names) {
    List<Integer> key = kind.key.stream().map(names::indexOf).toList();
    int name = names.indexOf(kind.name);
    int area = names.indexOf(kind.area);
    List<String> named = new ArrayList<>(header);
    key.forEach(index -> named.set(index, ""));
    named.set(name, "");
    Map<String, Integer> extra = new LinkedHashMap<>();
    if (key.size() > 1) {
      key.forEach(index -> extra.put(header.get(index).strip(), index));
    }
    if (names.contains(kind.notes)) {
      named.set(names.indexOf(kind.notes), IndicatorField.DESCRIPTION.column());
    }
    named.add(IndicatorField.INDICATOR_ID.column());
    named.add(IndicatorField.NAME.column());
    named.add(IndicatorField.LONG_NAME.column());
    int columns = header.size();
    return new OfficeTable(
        named,
        values -> {
          List<String> row = padded(values, columns);
          List<String> codes = key.stream().map(row::get).map(String::strip).toList();
          String title = row.get(name);
          String place = row.get(area).strip();
          row.add(codes.contains("") ? "" : String.join(".", codes));
          row.add(title);
          row.add(title.isBlank() || place.isEmpty() ? "" : title.strip() + ", " + place);
          return row;
        },
        extra,
        values -> !isMarks(values, names.indexOf(ATTRIBUTE)));
  }

  private static boolean isMarks(List<String> values, int attribute) {
    return attribute >= 0
        && attribute < values.size()
        && values.get(attribute).strip().equalsIgnoreCase(MARKS);
  }

  private static List<String> padded(List<String> values, int columns) {
    List<String> row = new ArrayList<>(values.subList(0, Math.min(values.size(), columns)));
    while (row.size() < columns) {
      row.add("");
    }
    return row;
  }

  private static String joined(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }
}
