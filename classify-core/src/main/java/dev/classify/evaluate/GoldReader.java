package dev.classify.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.IndicatorJson;
import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.units.CurrencyCodes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads labels, record by record, and lists the problems in them; a row with a bad label is
/// skipped entirely.
public final class GoldReader {

  private static final String DOUBT = "doubt";

  private final String name;
  private final CurrencyCodes currencies;
  private final List<Labels> labels = new ArrayList<>();
  private final Map<String, Indicator> indicators = new HashMap<>();
  private final List<GoldProblem> faults = new ArrayList<>();
  private final Map<String, Long> lines = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();
  private boolean hasLabels;

  /// @param name of the labels, for messages
  /// @param currencies that a label may be
  public GoldReader(String name, CurrencyCodes currencies) {
    this.name = name;
    this.currencies = currencies;
  }

  /// The labels of all records that were added.
  ///
  /// @throws CommandFailure where these are no labels at all
  public GoldLabels labels() {
    if (!hasLabels) {
      throw CommandFailure.usage(
          name + " has no column of labels", "name the columns " + names() + ", one or more");
    }
    return new GoldLabels(name, labels, indicators, faults);
  }

  /// Adds a record.
  public void add(Records.Entry entry) {
    switch (entry) {
      case Records.Entry.Header(long line, List<String> columns) ->
          columns.forEach(column -> note(line, column));
      case Records.Entry.Broken(long line, String fault, String fix) -> fault(line, "", fault, fix);
      case Records.Entry.Parsed(long line, ObjectNode row) -> add(line, row);
    }
  }

  private void add(long line, ObjectNode row) {
    row.fieldNames().forEachRemaining(column -> note(line, column));
    int before = faults.size();
    String id = text(row, IndicatorField.INDICATOR_ID.column());
    checkId(line, id);
    Map<LabelField, String> tokens = tokens(line, row);
    Map<SeriesAttribute, String> attributes = attributes(line, row);
    if (faults.size() == before && tokens.isEmpty()) {
      fault(line, "", "has no label", "fill in one of " + names() + ", or remove the row");
    }
    Optional<Indicator> indicator = indicator(line, row);
    if (faults.size() == before) {
      labels.add(new Labels(id, tokens, text(row, DOUBT), attributes));
      indicator.ifPresent(read -> indicators.put(id, read));
    }
  }

  private void note(long line, String column) {
    boolean label = LabelField.named(column).isPresent();
    hasLabels |= label;
    boolean known =
        label
            || column.equals(DOUBT)
            || SeriesAttribute.find(column).filter(SeriesAttribute.stated()::contains).isPresent()
            || IndicatorField.named(column).isPresent();
    if (!known && unknown.add(column)) {
      fault(
          line,
          column,
          "is neither a column of labels nor of the input",
          "remove or rename it; labels are " + names() + " and " + DOUBT);
    }
  }

  private void checkId(long line, String id) {
    String column = IndicatorField.INDICATOR_ID.column();
    if (id.isEmpty()) {
      fault(line, column, "is empty or missing", "give the id of the labelled indicator");
      return;
    }
    Long first = lines.putIfAbsent(id, line);
    if (first != null) {
      fault(
          line,
          column,
          "repeats the id %s of line %d, which is used".formatted(id, first),
          "remove one of the rows");
    }
  }

  private Map<LabelField, String> tokens(long line, ObjectNode row) {
    Map<LabelField, String> tokens = new TreeMap<>();
    for (LabelField field : LabelField.all()) {
      if (row.has(field.column())) {
        String text = text(row, field.column());
        field
            .label(text, currencies)
            .ifPresentOrElse(
                token -> tokens.put(field, token),
                () -> fault(line, field.column(), faultOf(text), fix(field, text)));
      }
    }
    return tokens;
  }

  /// An attribute without a label is not judged; [Labels#NOT_STATED] says that no text states it.
  private Map<SeriesAttribute, String> attributes(long line, ObjectNode row) {
    Map<SeriesAttribute, String> attributes = new EnumMap<>(SeriesAttribute.class);
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      String text = text(row, attribute.column());
      if (text.equals(Labels.NOT_STATED) || (!text.isEmpty() && attribute.takes(text))) {
        attributes.put(attribute, text);
      } else if (!text.isEmpty()) {
        fault(
            line,
            attribute.column(),
            faultOf(text),
            "write one of docs/scheme.md 17, %s if no text states it, or nothing"
                .formatted(Labels.NOT_STATED));
      }
    }
    return attributes;
  }

  private static String faultOf(String text) {
    return text.isEmpty() ? "is empty" : "has no value " + shortened(text);
  }

  private static String fix(LabelField field, String text) {
    String normal = text.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    if (field.isCurrency()) {
      return "write an ISO 4217 code such as EUR, or nothing where there is no currency";
    }
    return field.tokens().contains(normal)
        ? "write " + normal
        : "write one of " + String.join(", ", field.tokens());
  }

  /// The labelled indicator, if the row contains it; its `scale` and `currency` are labels.
  private Optional<Indicator> indicator(long line, ObjectNode row) {
    ObjectNode given = row.deepCopy();
    LabelField.all().stream().map(LabelField::column).forEach(given::remove);
    SeriesAttribute.stated().stream().map(SeriesAttribute::column).forEach(given::remove);
    if (!given.has(IndicatorField.NAME.column())) {
      return Optional.empty();
    }
    return switch (IndicatorCheck.check(IndicatorJson.draft(given))) {
      case CheckedDraft.Accepted accepted -> Optional.of(accepted.indicator());
      case CheckedDraft.Refused refused -> {
        refused
            .problems()
            .forEach(problem -> fault(line, problem.field(), problem.problem(), problem.fix()));
        yield Optional.empty();
      }
    };
  }

  private void fault(long line, String column, String fault, String fix) {
    faults.add(new GoldProblem(name, line, column, fault, fix));
  }

  private static String text(ObjectNode row, String column) {
    JsonNode value = row.path(column);
    return value.isNull() || value.isMissingNode() ? "" : value.asText().strip();
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private static String names() {
    return LabelField.all().stream().map(LabelField::column).collect(Collectors.joining(", "));
  }
}
