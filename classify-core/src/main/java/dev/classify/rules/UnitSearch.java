package dev.classify.rules;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.text.FieldTokens;
import dev.classify.text.Token;
import dev.classify.units.UnitReading;
import dev.classify.units.UnitText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks for the unit in the order of section 2: units, then the titles.
final class UnitSearch {

  /// Publishers and data sets whose plain dollar is the US dollar.
  private static final Set<String> AMERICAN = Set.of("fred", "louis", "eia", "bea", "bls", "us");

  private UnitSearch() {}

  static Optional<UnitFinding> of(Indicator indicator, FieldTokens tokens, Words words) {
    boolean american = american(indicator, words);
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

  static boolean american(Indicator indicator, Words words) {
    return speaksOfUs(words.dataset())
        || speaksOfUs(words.name())
        || (indicator.sourceName() != null
            && (indicator.sourceName().contains("Federal Reserve")
                || indicator.sourceName().contains("United States")));
  }

  private static boolean speaksOfUs(List<Token> tokens) {
    return tokens.stream()
        .anyMatch(t -> AMERICAN.contains(t.folded()) && (!t.is("us") || t.capitals()));
  }
}
