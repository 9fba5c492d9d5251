package dev.classify.input;

import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.IndicatorDraft;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.Problem;
import dev.classify.input.RawRows.RawRow;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes an indicator from what the columns of SDMX-CSV say of a series. The ids of the columns are
/// those of the cross-domain concepts of SDMX, and of Eurostat, the ECB, the OECD, the BIS and the
/// IMF.
final class SdmxDescription {

  /// Which field a column is, if it is not one by its name.
  private static final Map<String, IndicatorField> FIELDS =
      Map.of(
          "FREQ", IndicatorField.PERIODICITY,
          "UNIT_MEASURE", IndicatorField.UNITS,
          "UNIT", IndicatorField.UNITS,
          "UNIT_MULT", IndicatorField.SCALE,
          "CURRENCY", IndicatorField.CURRENCY_CODE,
          "TITLE", IndicatorField.NAME,
          "TITLE_COMPL", IndicatorField.LONG_NAME,
          "SOURCE_AGENCY", IndicatorField.SOURCE_NAME,
          "COLLECTION", IndicatorField.AGGREGATION_METHOD,
          "TIME_COLLECT", IndicatorField.AGGREGATION_METHOD);

  /// Of these the code is understood in every language.
  private static final Set<IndicatorField> BY_CODE =
      Set.of(IndicatorField.SCALE, IndicatorField.CURRENCY_CODE);

  private static final Set<String> AREAS =
      Set.of("REF_AREA", "GEO", "COUNTRY", "LOCATION", "REPORTER", "AREA");

  /// What is measured, which a title begins with.
  private static final Pattern CONCEPT =
      Pattern.compile("INDIC.*|MEASURE|SUBJECT|SERIES|VARIABLE|CONCEPT|ITEM|NA_ITEM|BOP_ITEM|STO");

  /// Codes that say nothing: not applicable, unspecified, total.
  private static final Set<String> EMPTY_CODES = Set.of("_Z", "_X", "_T", "#N/A", "");

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .filter(code -> !code.equals("XXX") && !code.equals("XTS"))
          .collect(Collectors.toUnmodifiableSet());

  private final SdmxTable table;
  private final Map<IndicatorField, SdmxComponent> fields = new EnumMap<>(IndicatorField.class);
  private final List<SdmxComponent> named;
  private final @Nullable SdmxComponent area;
  private final List<SdmxComponent> extra;
  private final AssignedColumns assigned;
  private final List<String> header;

  SdmxDescription(SdmxTable table, List<String> header, AssignedColumns assigned) {
    this.table = table;
    this.assigned = assigned;
    this.header = header;
    List<SdmxComponent> all =
        Stream.concat(table.dimensions().stream(), table.attributes().stream()).toList();
    for (SdmxComponent component : all) {
      String name = header.get(component.column()).strip();
      if (assigned.has(name)) {
        assigned.meaning(name).ifPresent(field -> fields.put(field, component));
      }
    }
    for (SdmxComponent component : all) {
      if (!assigned.has(header.get(component.column()).strip())) {
        field(component).ifPresent(field -> fields.putIfAbsent(field, component));
      }
    }
    area = table.dimensions().stream().filter(c -> AREAS.contains(c.id())).findFirst().orElse(null);
    named =
        table.dimensions().stream()
            .filter(component -> !fields.containsValue(component))
            .sorted((a, b) -> Boolean.compare(isConcept(b), isConcept(a)))
            .toList();
    extra =
        all.stream()
            .filter(component -> !fields.containsValue(component) || isLabelledUnit(component))
            .filter(component -> !assigned.ignores(header.get(component.column()).strip()))
            .toList();
  }

  /// The code of a unit is kept beside its label, which is the text of the unit.
  private boolean isLabelledUnit(SdmxComponent component) {
    return component.equals(fields.get(IndicatorField.UNITS)) && component.labels() >= 0;
  }

  private static boolean isConcept(SdmxComponent component) {
    return CONCEPT.matcher(component.id()).matches();
  }

  /// The field of a column: a dimension that has the name of a field, such as `INDICATOR`, is only
  /// a part of the name of the series.
  private Optional<IndicatorField> field(SdmxComponent component) {
    IndicatorField known = FIELDS.get(component.id());
    if (known != null || table.dimensions().contains(component)) {
      return Optional.ofNullable(known);
    }
    return IndicatorField.named(component.id())
        .filter(
            field ->
                field != IndicatorField.INDICATOR_ID
                    && field != IndicatorField.NAME
                    && field != IndicatorField.SAMPLE_VALUES);
  }

  /// What rows of the same series have in common. A part that a row does not say is empty.
  List<String> key(List<String> row) {
    List<String> codes = new ArrayList<>();
    if (table.flow() != null) {
      codes.add(SdmxFlow.text(table.flow(), row));
    }
    if (table.key() != null && table.dimensions().isEmpty()) {
      codes.add(table.key().code(row));
    }
    table.dimensions().forEach(dimension -> codes.add(dimension.code(row)));
    return List.copyOf(codes);
  }

  List<String> extraColumns() {
    return extra.stream().map(SdmxComponent::written).toList();
  }

  RawRow row(SdmxSeries series) {
    List<String> row = series.described();
    Map<IndicatorField, String> texts = new EnumMap<>(IndicatorField.class);
    fields.forEach((field, component) -> texts.put(field, text(field, component, row)));
    texts.values().removeIf(String::isEmpty);
    currency(row).ifPresent(code -> texts.putIfAbsent(IndicatorField.CURRENCY_CODE, code));
    describe(row, texts);
    List<Problem> warnings = new ArrayList<>(series.warnings());
    fields.forEach(
        (field, component) -> {
          if (series.differs(component.column())) {
            warnings.add(
                new Problem(
                    field.column(),
                    "differs between the rows of the series, so it counts for nothing",
                    "give each series one " + component.written()));
          }
        });
    return new RawRow.Parsed(
        series.line(), new IndicatorDraft(texts, series.sample(), extra(row)), warnings);
  }

  /// The currency of a unit whose label is its text: the code is clearer.
  private Optional<String> currency(List<String> row) {
    return Optional.ofNullable(fields.get(IndicatorField.UNITS))
        .filter(this::isLabelledUnit)
        .map(unit -> unit.code(row))
        .filter(CURRENCIES::contains);
  }

  /// What tells series apart and is no field, in codes and in words.
  private Map<String, String> extra(List<String> row) {
    Map<String, String> texts = new LinkedHashMap<>();
    extra.forEach(
        component -> {
          String name = header.get(component.column()).strip();
          String kept = assigned.keptAs(name);
          texts.put(kept.equals(name) ? component.written() : kept, component.code(row));
          String label = component.label(row);
          if (!label.isEmpty() && !fields.containsValue(component)) {
            texts.putIfAbsent(component.title(), label);
          }
        });
    texts.values().removeIf(String::isEmpty);
    return texts;
  }

  private static String text(IndicatorField field, SdmxComponent component, List<String> row) {
    String code = component.code(row);
    if (field == IndicatorField.CURRENCY_CODE && !code.matches("[A-Z]{3}")) {
      return "";
    }
    if (EMPTY_CODES.contains(code)) {
      return "";
    }
    return BY_CODE.contains(field) ? code : component.text(row);
  }

  private void describe(List<String> row, Map<IndicatorField, String> texts) {
    SdmxFlow flow = SdmxFlow.of(table.flow(), row);
    put(texts, IndicatorField.INDICATOR_ID, id(flow, row));
    boolean labelled = named.stream().anyMatch(c -> !c.label(row).isEmpty());
    String title = labelled ? labels(row) : codes(row);
    if (texts.containsKey(IndicatorField.NAME)) {
      texts.putIfAbsent(IndicatorField.LONG_NAME, title);
    } else {
      String name = title.isEmpty() ? flow.name().isEmpty() ? flow.id() : flow.name() : title;
      texts.put(IndicatorField.NAME, name);
      String place = area == null ? "" : area.label(row);
      if (labelled && !place.isEmpty()) {
        texts.putIfAbsent(IndicatorField.LONG_NAME, name + ", " + place);
      }
    }
    put(texts, IndicatorField.DATASET, flow.name().isEmpty() ? flow.id() : flow.name());
    put(texts, IndicatorField.SOURCE_NAME, flow.agency());
  }

  /// The key that the ECB writes begins with the flow.
  private String id(SdmxFlow flow, List<String> row) {
    String key = table.key() == null ? "" : table.key().code(row);
    if (table.key() != null && table.key().id().equals("KEY") && !key.isEmpty()) {
      return key;
    }
    String codes =
        table.dimensions().stream().map(c -> c.code(row)).collect(Collectors.joining("."));
    String series = codes.isEmpty() ? key : codes;
    return flow.id().isEmpty() ? series : flow.id() + "." + series;
  }

  private static void put(Map<IndicatorField, String> texts, IndicatorField field, String text) {
    if (!text.isEmpty()) {
      texts.putIfAbsent(field, text);
    }
  }

  private String labels(List<String> row) {
    return named.stream()
        .filter(component -> !component.equals(area) && says(component, row))
        .map(component -> component.text(row))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /// As in Eurostat's TSV: the id of each dimension before its code.
  private String codes(List<String> row) {
    return named.stream()
        .filter(component -> says(component, row))
        .map(component -> component.written() + " " + component.code(row))
        .collect(Collectors.joining(", "));
  }

  private static boolean says(SdmxComponent component, List<String> row) {
    return !EMPTY_CODES.contains(component.code(row))
        && !component.label(row).toLowerCase(Locale.ROOT).equals("not applicable");
  }
}
