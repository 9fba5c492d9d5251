package dev.classify.rules;

import dev.classify.indicator.IndicatorField;
import dev.classify.text.FieldTokens;
import dev.classify.units.UnitReading;
import dev.classify.units.UnitText;
import java.util.ArrayList;
import java.util.List;

/// Looks for the unit in the units, then in the titles and the description (docs/scheme.md 2).
final class UnitSearch {

  private final RuleTables tables;
  private final List<UnitFinding> found = new ArrayList<>();

  private UnitSearch(RuleTables tables) {
    this.tables = tables;
  }

  /// Every unit found, from the most important text to the least.
  static List<UnitFinding> of(RuleTables tables, FieldTokens tokens, FieldWords words) {
    UnitSearch search = new UnitSearch(tables);
    UnitText text = new UnitText(tables.units());
    boolean american = tables.americanNames().in(tokens, words);
    search.add(text.read(tokens.in(IndicatorField.UNITS), american), EvidenceKind.UNIT_IN_UNITS);
    search.add(text.inTitle(tokens.in(IndicatorField.NAME), american), EvidenceKind.UNIT_IN_NAME);
    search.add(
        text.inTitle(tokens.in(IndicatorField.LONG_NAME), american),
        EvidenceKind.UNIT_IN_LONG_NAME);
    search.add(
        text.inDefinition(tokens.in(IndicatorField.DESCRIPTION), american),
        EvidenceKind.UNIT_IN_DESCRIPTION);
    return search.found;
  }

  private void add(UnitReading reading, EvidenceKind kind) {
    if (reading.known()) {
      found.add(UnitFinding.of(tables.weights(), reading, kind));
    }
  }
}
