package dev.classify.input;

import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.IndicatorDraft;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.Problem;
import dev.classify.input.RawRows.RawRow;
import dev.classify.input.SdmxTable.Component;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes an indicator from what the columns of SDMX-CSV say of a series. The ids of the columns are
/// those of the cross-domain concepts of SDMX, and of Eurostat, the ECB, the OECD, the BIS and the
/// IMF.
final class SdmxDescription {

  /// `ESTAT:NAMA_10_GDP(1.0)`, and its name behind a colon.
  private static final Pattern FLOW =
      Pattern.compile("(?:([\\w.@-]+)[:=])?([\\w.@-]+)(?:\\([^)]*\\))?(?:\\s*:\\s*(.+))?");

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
  private static final Set<String> EMPTY_CODES = Set.of("_Z", "_X", "_T", "");

  private final SdmxTable table;
  private final Map<IndicatorField, Component> fields = new EnumMap<>(IndicatorField.class);
  private final List<Component> named;
  private final @Nullable Component area;
  private final List<Component> extra;
  private final AssignedColumns assigned;
  private final List<String> header;

  SdmxDescription(SdmxTable table, List<String> header, AssignedColumns assigned) {
    this.table = table;
    this.assigned = assigned;
    this.header = header;
    List<Component> all =
        Stream.concat(table.dimensions().stream(), table.attributes().stream()).toList();
    for (Component component : all) {
      String name = header.get(component.column()).strip();
      if (assigned.has(name)) {
        assigned.meaning(name).ifPresent(field -> fields.put(field, component));
      }
    }
    for (Component component : all) {
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
            .filter(component -> !fields.containsValue(component))
            .filter(component -> !assigned.ignores(header.get(component.column()).strip()))
            .toList();
  }

  private static boolean isConcept(Component component) {
    return CONCEPT.matcher(component.id()).matches();
  }

  /// The field of a column: a dimension that has the name of a field, such as `INDICATOR`, is only
  /// a part of the name of the series.
  private Optional<IndicatorField> field(Component component) {
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

  /// What rows of the same series have in common.
  List<String> key(List<String> row) {
    List<String> codes = new ArrayList<>();
    if (table.flow() != null) {
      codes.add(flowText(row, table.flow()));
    }
    table.dimensions().forEach(dimension -> codes.add(dimension.code(row)));
    return List.copyOf(codes);
  }

  List<String> extraColumns() {
    return extra.stream().map(Component::written).toList();
  }

  RawRow row(SdmxSeries series) {
    List<String> row = series.described();
    Map<IndicatorField, String> texts = new EnumMap<>(IndicatorField.class);
    fields.forEach((field, component) -> texts.put(field, text(field, component, row)));
    texts.values().removeIf(String::isEmpty);
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

  /// What tells series apart and is no field, in codes and in words.
  private Map<String, String> extra(List<String> row) {
    Map<String, String> texts = new LinkedHashMap<>();
    extra.forEach(
        component -> {
          String name = header.get(component.column()).strip();
          String kept = assigned.keptAs(name);
          texts.put(kept.equals(name) ? component.written() : kept, component.code(row));
          if (component.labels() >= 0 && !component.label(row).isEmpty()) {
            texts.putIfAbsent(component.title(), component.label(row));
          }
        });
    texts.values().removeIf(String::isEmpty);
    return texts;
  }

  private static String text(IndicatorField field, Component component, List<String> row) {
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
    Flow flow = flow(row);
    String codes =
        table.dimensions().stream().map(c -> c.code(row)).collect(Collectors.joining("."));
    String key = table.key() == null ? "" : table.key().code(row);
    texts.putIfAbsent(
        IndicatorField.INDICATOR_ID,
        !key.isEmpty() ? key : flow.id.isEmpty() ? codes : flow.id + "." + codes);
    boolean labelled = named.stream().anyMatch(c -> !c.label(row).isEmpty());
    String title = labelled ? labels(row) : codes(row);
    if (texts.containsKey(IndicatorField.NAME)) {
      texts.putIfAbsent(IndicatorField.LONG_NAME, title);
    } else {
      String name = title.isEmpty() ? flow.name.isEmpty() ? flow.id : flow.name : title;
      texts.put(IndicatorField.NAME, name);
      String place = area == null ? "" : area.label(row);
      if (labelled && !place.isEmpty()) {
        texts.putIfAbsent(IndicatorField.LONG_NAME, name + ", " + place);
      }
    }
    put(texts, IndicatorField.DATASET, flow.name.isEmpty() ? flow.id : flow.name);
    put(texts, IndicatorField.SOURCE_NAME, flow.agency);
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

  private static boolean says(Component component, List<String> row) {
    return !EMPTY_CODES.contains(component.code(row))
        && !component.label(row).toLowerCase(Locale.ROOT).equals("not applicable");
  }

  /// @param agency which keeps it; empty if unknown, as the others
  private record Flow(String agency, String id, String name) {}

  private Flow flow(List<String> row) {
    if (table.flow() == null) {
      return new Flow("", "", "");
    }
    Component flow = table.flow();
    String text = flowText(row, flow);
    Matcher m = FLOW.matcher(text);
    if (!m.matches()) {
      return new Flow("", text, "");
    }
    String name = flow.labels() > flow.column() ? flow.label(row) : orEmpty(m.group(3));
    return new Flow(orEmpty(m.group(1)), orEmpty(m.group(2)), name);
  }

  /// Its code holds a colon, so it is not cut by the component.
  private static String flowText(List<String> row, Component flow) {
    return flow.column() < row.size() ? row.get(flow.column()).strip() : "";
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
