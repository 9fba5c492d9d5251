package dev.classify.rules;

import dev.classify.indicator.IndicatorField;
import dev.classify.text.FieldTokens;
import dev.classify.text.Phrases;
import dev.classify.text.TermTable;
import dev.classify.text.TermTable.Row;
import dev.classify.text.Token;
import dev.classify.units.UnitReading;
import dev.classify.units.UnitText;
import java.util.List;
import java.util.Optional;

/// Looks for the unit in the order of section 2: units, then the titles.
final class UnitSearch {

  static final String FILE = "/dev/classify/rules/american-names.csv";

  /// Publishers and data sets whose plain dollar is the US dollar.
  private static final Phrases<Boolean> AMERICAN = american();

  private UnitSearch() {}

  static Optional<UnitFinding> of(FieldTokens tokens, Words words) {
    boolean american = american(tokens, words);
    return found(UnitText.read(tokens.in(IndicatorField.UNITS), american), "units")
        .or(() -> found(UnitText.inTitle(tokens.in(IndicatorField.NAME), american), "the name"))
        .or(
            () ->
                found(
                    UnitText.inTitle(tokens.in(IndicatorField.LONG_NAME), american),
                    "the long name"))
        .or(
            () ->
                found(
                    UnitText.inDefinition(tokens.in(IndicatorField.DESCRIPTION), american),
                    "the description"));
  }

  private static Optional<UnitFinding> found(UnitReading reading, String source) {
    return reading.known() ? Optional.of(new UnitFinding(reading, source)) : Optional.empty();
  }

  static boolean american(FieldTokens tokens, Words words) {
    return speaksOfUs(words.name())
        || speaksOfUs(words.dataset())
        || speaksOfUs(tokens.in(IndicatorField.SOURCE_NAME));
  }

  private static boolean speaksOfUs(List<Token> tokens) {
    // "us" in small letters is a pronoun.
    return AMERICAN.find(tokens).stream()
        .anyMatch(match -> match.value() || tokens.get(match.start()).capitals());
  }

  private static Phrases<Boolean> american() {
    Phrases.Builder<Boolean> names = Phrases.builder();
    for (Row row : TermTable.read(FILE, "term", "prose").rows()) {
      names.add(row.text("term"), row.text("prose").equals("yes"));
    }
    return names.build();
  }
}
