package dev.classify.attributes;

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
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the attributes that the texts of an indicator state (docs/scheme.md 17). It reads units
/// and titles; a description speaks of other series too.
public final class AttributeReader {

  private static final List<IndicatorField> TEXTS =
      List.of(IndicatorField.UNITS, IndicatorField.NAME, IndicatorField.LONG_NAME);

  private static final int TITLE_WORDS_MAX = 30;

  private static final Set<SeriesAttribute> IN_ANY_TEXT =
      Set.of(SeriesAttribute.SEASONAL_ADJUSTMENT, SeriesAttribute.PRICE_BASIS);

  private final AttributeTables tables;
  private final FieldTokens tokens;
  private final Classification answer;
  private final @Nullable StatedUnit unit;
  private final FoundAttributes found = new FoundAttributes();

  private AttributeReader(
      AttributeTables tables,
      FieldTokens tokens,
      Classification answer,
      @Nullable StatedUnit unit) {
    this.tables = tables;
    this.tokens = tokens;
    this.answer = answer;
    this.unit = unit;
  }

  /// What the texts of an indicator say about its series.
  ///
  /// @param answer of the rules
  /// @param unit that the answer follows; null if no text states it
  public static SeriesAttributes read(
      AttributeTables tables,
      FieldTokens tokens,
      Classification answer,
      @Nullable StatedUnit unit) {
    return new AttributeReader(tables, tokens, answer, unit).read();
  }

  private SeriesAttributes read() {
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
    addTransformation(words);
    addArea(texts);
    return found.all();
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
      Map<IndicatorField, Map<SeriesAttribute, Map<String, String>>> words) {
    boolean said = false;
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
    if (!annualised.isEmpty()) {
      addAnnualised(annualisedIn, written(annualised));
    } else if (!said && level()) {
      found.add(
          SeriesAttribute.TRANSFORMATION,
          "level",
          FoundAttributes.DERIVED,
          "the unit is stated, and no text names a change");
    }
  }

  private void addAnnualised(IndicatorField text, String term) {
    String before = found.value(SeriesAttribute.TRANSFORMATION).orElse("");
    if (before.equals("change-on-previous-period") || (before.isEmpty() && changed())) {
      found.replace(SeriesAttribute.TRANSFORMATION, "annualised-change", text, term);
    } else if (before.isEmpty() && amount()) {
      found.replace(SeriesAttribute.TRANSFORMATION, "annualised-level", text, term);
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
