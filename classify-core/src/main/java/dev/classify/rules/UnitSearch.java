package dev.classify.rules;

import dev.classify.indicator.IndicatorField;
import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.FieldTokens;
import dev.classify.text.PhraseIndex;
import dev.classify.text.Token;
import dev.classify.units.UnitReading;
import dev.classify.units.UnitText;
import java.util.ArrayList;
import java.util.List;

/// Looks for the unit in the order of docs/scheme.md 2: units, then the titles.
final class UnitSearch {

  static final String FILE = "/dev/classify/rules/american-names.csv";

  /// Publishers and data sets whose plain dollar is the US dollar.
  static final PhraseIndex<Boolean> AMERICAN = american();

  private UnitSearch() {}

  /// Every unit that is read, the one that counts most first.
  static List<UnitFinding> of(FieldTokens tokens, FieldWords words) {
    boolean american = american(tokens, words);
    List<UnitFinding> found = new ArrayList<>();
    add(
        found,
        UnitText.read(tokens.in(IndicatorField.UNITS), american),
        EvidenceKind.UNIT_IN_UNITS);
    add(
        found,
        UnitText.inTitle(tokens.in(IndicatorField.NAME), american),
        EvidenceKind.UNIT_IN_NAME);
    add(
        found,
        UnitText.inTitle(tokens.in(IndicatorField.LONG_NAME), american),
        EvidenceKind.UNIT_IN_LONG_NAME);
    add(
        found,
        UnitText.inDefinition(tokens.in(IndicatorField.DESCRIPTION), american),
        EvidenceKind.UNIT_IN_DESCRIPTION);
    return found;
  }

  private static void add(List<UnitFinding> found, UnitReading reading, EvidenceKind ground) {
    if (reading.known()) {
      found.add(new UnitFinding(reading, ground));
    }
  }

  static boolean american(FieldTokens tokens, FieldWords words) {
    return speaksOfUs(words.name())
        || speaksOfUs(words.longName())
        || speaksOfUs(words.dataset())
        || speaksOfUs(tokens.in(IndicatorField.SOURCE_NAME));
  }

  private static boolean speaksOfUs(List<Token> tokens) {
    // "us" in small letters is a pronoun.
    return AMERICAN.find(tokens).stream()
        .anyMatch(match -> match.value() || tokens.get(match.start()).capitals());
  }

  private static PhraseIndex<Boolean> american() {
    PhraseIndex.Builder<Boolean> names = PhraseIndex.builder();
    for (Row row : CsvTable.read(FILE, "term", "prose").unique("term").rows()) {
      names.add(row.text("term"), row.oneOf("prose", "yes", "no").equals("yes"));
    }
    return names.build();
  }
}
