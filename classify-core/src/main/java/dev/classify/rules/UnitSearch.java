package dev.classify.rules;

import dev.classify.indicator.Indicator;
import dev.classify.text.Token;
import dev.classify.units.UnitReading;
import dev.classify.units.UnitText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks for the unit in the order of section 2: units, then the titles.
final class UnitSearch {

  /// Publishers and data sets whose plain dollar is the US dollar.
  private static final Set<String> AMERICAN = Set.of("fred", "louis", "eia", "bea", "bls", "us");

  private UnitSearch() {}

  static Optional<UnitFinding> of(Indicator indicator, Words words) {
    boolean american = american(indicator, words);
    if (indicator.units() != null) {
      UnitReading given = UnitText.read(indicator.units(), american);
      if (given.known()) {
        return Optional.of(new UnitFinding(given, "units"));
      }
    }
    return inTitle(indicator.name(), american, "the name")
        .or(() -> inTitle(indicator.longName(), american, "the long name"))
        .or(() -> inDefinition(indicator.description(), american));
  }

  private static Optional<UnitFinding> inTitle(
      @Nullable String title, boolean american, String source) {
    if (title == null) {
      return Optional.empty();
    }
    UnitReading reading = UnitText.inTitle(title, american);
    return reading.known() ? Optional.of(new UnitFinding(reading, source)) : Optional.empty();
  }

  private static Optional<UnitFinding> inDefinition(@Nullable String text, boolean american) {
    if (text == null) {
      return Optional.empty();
    }
    UnitReading reading = UnitText.inDefinition(text, american);
    return reading.known()
        ? Optional.of(new UnitFinding(reading, "the description"))
        : Optional.empty();
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
