package dev.classify.rules;

import dev.classify.indicator.IndicatorField;
import dev.classify.text.FieldTokens;
import dev.classify.text.Token;
import dev.classify.units.UnitReading;
import dev.classify.units.UnitText;
import java.util.ArrayList;
import java.util.List;

/// Looks for the unit in the units, then in the titles and the description (docs/scheme.md 2).
final class UnitSearch {

  /// The fields that may name the country of a series, or are in its language.
  private static final List<IndicatorField> FROM_PLACE =
      List.of(
          IndicatorField.NAME,
          IndicatorField.LONG_NAME,
          IndicatorField.UNITS,
          IndicatorField.PERIODICITY,
          IndicatorField.DATASET,
          IndicatorField.SOURCE_NAME);

  private final RuleTables tables;
  private final List<UnitFinding> found = new ArrayList<>();

  private final List<List<Token>> context;

  private UnitSearch(RuleTables tables, FieldTokens tokens) {
    this.tables = tables;
    context = FROM_PLACE.stream().map(tokens::in).toList();
  }

  /// Every unit found, from the most important text to the least.
  static List<UnitFinding> of(RuleTables tables, FieldTokens tokens, FieldWords words) {
    UnitSearch search = new UnitSearch(tables, tokens);
    UnitText text = new UnitText(tables.units());
    boolean american = tables.americanNames().in(tokens, words);
    search.add(
        text.read(search.spelledOut(tokens, IndicatorField.UNITS), american),
        EvidenceKind.UNIT_IN_UNITS);
    search.add(
        text.inTitle(search.spelledOut(tokens, IndicatorField.NAME), american),
        EvidenceKind.UNIT_IN_NAME);
    search.add(
        text.inTitle(search.spelledOut(tokens, IndicatorField.LONG_NAME), american),
        EvidenceKind.UNIT_IN_LONG_NAME);
    search.add(
        text.inDefinition(tokens.in(IndicatorField.DESCRIPTION), american),
        EvidenceKind.UNIT_IN_DESCRIPTION);
    return search.found;
  }

  private List<Token> spelledOut(FieldTokens tokens, IndicatorField field) {
    return tables.units().localWords().spelledOut(tokens.in(field), context);
  }

  private void add(UnitReading reading, EvidenceKind kind) {
    if (reading.known()) {
      found.add(UnitFinding.of(tables.weights(), reading, kind));
    }
  }
}
