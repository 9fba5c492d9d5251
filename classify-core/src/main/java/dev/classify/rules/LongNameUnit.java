package dev.classify.rules;

import dev.classify.indicator.Indicator;
import dev.classify.text.Tokenizer;
import dev.classify.units.UnitText;

/// Some lists, such as those of Eurostat, have a column of units where others have a longer title:
/// `Unemployment by sex and age`, `Thousand persons`.
final class LongNameUnit {

  /// The longest unit has some hundred characters; longer titles are prose.
  private static final int CHARACTERS_MAX = 120;

  private LongNameUnit() {}

  /// The indicator with its long name as units too, if it has none and that name is nothing but a
  /// unit.
  static Indicator asUnits(RuleTables tables, Indicator given) {
    String longName = given.longName();
    if (given.units() != null
        || longName == null
        || longName.length() > CHARACTERS_MAX
        || longName.equals(given.name())
        || !new UnitText(tables.units()).unitAlone(Tokenizer.tokens(longName))) {
      return given;
    }
    return new Indicator(
        given.id(),
        given.name(),
        longName,
        longName,
        given.description(),
        given.periodicity(),
        given.aggregationMethod(),
        given.scale(),
        given.topic(),
        given.categoryGroup(),
        given.dataset(),
        given.currencyCode(),
        given.sourceName(),
        given.sourceUrl(),
        given.sample(),
        given.unvaluedDates(),
        given.extra());
  }
}
