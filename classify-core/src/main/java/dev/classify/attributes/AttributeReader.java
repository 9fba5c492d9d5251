package dev.classify.attributes;

import dev.classify.attributes.AttributeColumns.Statement;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.taxonomy.TimeBasis;
import dev.classify.taxonomy.UnitType;
import dev.classify.text.FieldTokens;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the attributes that the columns and texts of an indicator state (docs/scheme.md 17). A
/// column that is there for an attribute counts for more than a text. Of the texts it reads units
/// and titles, and of a description the sentences about the data: others speak of other series too.
public final class AttributeReader {

  private static final List<IndicatorField> TEXTS =
      List.of(IndicatorField.UNITS, IndicatorField.NAME, IndicatorField.LONG_NAME);

  private static final int TITLE_WORDS_MAX = 30;

  private static final Set<SeriesAttribute> IN_ANY_TEXT =
      Set.of(SeriesAttribute.SEASONAL_ADJUSTMENT, SeriesAttribute.PRICE_BASIS);

  private final AttributeTables tables;
  private final Indicator indicator;
  private final FieldTokens tokens;
  private final Classification answer;
  private final @Nullable StatedUnit unit;
  private final FoundAttributes found;

  private AttributeReader(
      AttributeTables tables,
      Indicator indicator,
      FieldTokens tokens,
      Classification answer,
      @Nullable StatedUnit unit) {
    this.tables = tables;
    this.indicator = indicator;
    this.tokens = tokens;
    this.answer = answer;
    this.unit = unit;
    found = new FoundAttributes(tables.calibration());
  }

  /// What an indicator says about its series.
  ///
  /// @param answer of the rules
  /// @param unit that the answer follows; null if no text states it
  public static SeriesAttributes read(
      AttributeTables tables,
      Indicator indicator,
      FieldTokens tokens,
      Classification answer,
      @Nullable StatedUnit unit) {
    return new AttributeReader(tables, indicator, tokens, answer, unit).read();
  }

  private SeriesAttributes read() {
    List<Statement> columns = tables.columns().in(indicator.extra());
    columns.forEach(this::addColumn);
    addUnitCode();
    if (unit != null) {
      new UnitAttributes(unit, tokens.in(unit.text()), tables, found).add();
    }
    Map<IndicatorField, PiecedText> texts = new EnumMap<>(IndicatorField.class);
    Map<IndicatorField, Map<SeriesAttribute, Map<String, String>>> words =
        new EnumMap<>(IndicatorField.class);
    for (IndicatorField field : TEXTS) {
      PiecedText text = text(field);
      texts.put(field, text);
      words.put(field, tables.words().in(text, changing(), tables.neighbours()));
    }
    words.forEach(this::addWords);
    addDescribed();
    addTransformation(columns, words);
    addArea(texts);
    return found.all();
  }

  private void addColumn(Statement column) {
    column
        .values()
        .orElse(Map.of())
        .forEach(
            (attribute, value) -> {
              if (!value.equals(AttributeWords.ANNUALISED)) {
                found.add(attribute, value, column);
              }
            });
  }

  private void addUnitCode() {
    String units = indicator.units();
    if (units != null) {
      tables
          .unitCodes()
          .values(units)
          .forEach(
              (attribute, value) ->
                  found.add(attribute, value, IndicatorField.UNITS, "code " + units));
    }
  }

  /// A long name of many words is a definition, which speaks of other series too.
  private PiecedText text(IndicatorField field) {
    boolean definition =
        field == IndicatorField.LONG_NAME && tokens.in(field).size() > TITLE_WORDS_MAX;
    return new PiecedText(definition ? List.of() : tokens.in(field), field == IndicatorField.UNITS);
  }

  private boolean changing() {
    return answer.unitType() == UnitType.PERCENTAGE || changed();
  }

  private boolean changed() {
    return (unit != null && unit.reading().change()) || answer.family() == Family.CHANGE_MOVEMENT;
  }

  /// Two values in one text are two series, or none of them.
  private void addWords(IndicatorField text, Map<SeriesAttribute, Map<String, String>> stated) {
    stated.forEach(
        (attribute, terms) -> {
          boolean here =
              IN_ANY_TEXT.contains(attribute)
                  || (attribute == SeriesAttribute.SECTOR && text != IndicatorField.UNITS)
                  || (attribute == SeriesAttribute.DENOMINATOR && divisible());
          if (here && terms.size() == 1) {
            terms.forEach((value, term) -> found.add(attribute, value, text, written(term)));
          }
        });
  }

  private void addDescribed() {
    String description = indicator.description();
    if (description == null) {
      return;
    }
    Map<SeriesAttribute, Map<String, String>> said = new EnumMap<>(SeriesAttribute.class);
    for (PiecedText sentence : tables.descriptions().sentences(description)) {
      tables
          .words()
          .in(sentence, changing(), tables.neighbours())
          .forEach(
              (attribute, terms) ->
                  said.computeIfAbsent(attribute, _ -> new TreeMap<>()).putAll(terms));
    }
    said.keySet().retainAll(IN_ANY_TEXT);
    addWords(IndicatorField.DESCRIPTION, said);
  }

  /// Whether "per capita" beside the unit is a part of it: a growth rate of a number per head has
  /// no denominator.
  private boolean divisible() {
    return !found.has(SeriesAttribute.DENOMINATOR)
        && switch (answer.unitType()) {
          case CURRENCY_AMOUNT, COUNT, PHYSICAL, RATE, DURATION -> true;
          case PERCENTAGE, INDEX, RATIO, UNKNOWN -> false;
        };
  }

  /// The first text that states a change decides its period; that it is at an annual rate may stand
  /// in another one.
  private void addTransformation(
      List<Statement> columns,
      Map<IndicatorField, Map<SeriesAttribute, Map<String, String>>> words) {
    boolean said = found.has(SeriesAttribute.TRANSFORMATION);
    String annualised = "";
    IndicatorField annualisedIn = IndicatorField.NAME;
    for (IndicatorField text : TEXTS) {
      Map<String, String> terms =
          words.getOrDefault(text, Map.of()).getOrDefault(SeriesAttribute.TRANSFORMATION, Map.of());
      said |= !terms.isEmpty();
      if (annualised.isEmpty() && terms.containsKey(AttributeWords.ANNUALISED)) {
        annualised = terms.getOrDefault(AttributeWords.ANNUALISED, "");
        annualisedIn = text;
      }
      Set<String> periods = new TreeSet<>(terms.keySet());
      periods.removeAll(Set.of(AttributeWords.ANNUALISED, AttributeWords.OTHER));
      if (periods.size() == 1) {
        String value = periods.iterator().next();
        found.add(
            SeriesAttribute.TRANSFORMATION, value, text, written(terms.getOrDefault(value, "")));
      }
    }
    Optional<Statement> column = columns.stream().filter(AttributeReader::annualised).findFirst();
    if (column.isPresent()) {
      annualise(value -> found.add(SeriesAttribute.TRANSFORMATION, value, column.get()));
    } else if (!annualised.isEmpty()) {
      String term = written(annualised);
      IndicatorField text = annualisedIn;
      annualise(value -> found.add(SeriesAttribute.TRANSFORMATION, value, text, term));
    } else if (!said && level()) {
      found.addDerived(
          SeriesAttribute.TRANSFORMATION,
          "level",
          "the unit is stated, and no text names a change");
    }
  }

  private static boolean annualised(Statement column) {
    return AttributeWords.ANNUALISED.equals(
        column.values().orElse(Map.of()).get(SeriesAttribute.TRANSFORMATION));
  }

  private void annualise(Consumer<String> add) {
    String before = found.value(SeriesAttribute.TRANSFORMATION).orElse("");
    if (before.equals("change-on-previous-period") || (before.isEmpty() && changed())) {
      found.drop(SeriesAttribute.TRANSFORMATION);
      add.accept("annualised-change");
    } else if (before.isEmpty() && amount()) {
      add.accept("annualised-level");
    }
  }

  private boolean amount() {
    return switch (answer.unitType()) {
      case COUNT, CURRENCY_AMOUNT, PHYSICAL -> true;
      case PERCENTAGE, INDEX, RATE, RATIO, DURATION, UNKNOWN -> false;
    };
  }

  private boolean level() {
    boolean plain = unit != null && !changed() && answer.timeBasis() != TimeBasis.CUMULATIVE;
    return plain
        && switch (answer.unitType()) {
          case COUNT, CURRENCY_AMOUNT, PHYSICAL, INDEX, RATE, RATIO, DURATION -> true;
          case PERCENTAGE -> found.has(SeriesAttribute.DENOMINATOR);
          case UNKNOWN -> false;
        };
  }

  private void addArea(Map<IndicatorField, PiecedText> texts) {
    Set<String> codes = new TreeSet<>();
    IndicatorField first = IndicatorField.LONG_NAME;
    for (IndicatorField title : List.of(IndicatorField.LONG_NAME, IndicatorField.NAME)) {
      PiecedText text = texts.get(title);
      Optional<String> area =
          text == null ? Optional.empty() : tables.areas().in(text, tables.neighbours());
      if (area.isPresent()) {
        codes.add(area.get());
        first = title;
      }
    }
    IndicatorField text = first;
    AreaNames.narrowest(codes)
        .ifPresent(
            code -> found.add(SeriesAttribute.REFERENCE_AREA, code, text, "the area it names"));
  }

  private static String written(String term) {
    return term.replace("*", "…");
  }
}
