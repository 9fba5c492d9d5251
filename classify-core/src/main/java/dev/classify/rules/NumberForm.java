package dev.classify.rules;

import dev.classify.taxonomy.UnitType;
import dev.classify.taxonomy.VocabularyTerm;

/// How a number is written, as far as its meaning depends on it.
enum NumberForm implements VocabularyTerm {
  MONEY("money", UnitType.CURRENCY_AMOUNT),
  /// Per unit of a good or of labour.
  MONEY_PER_ITEM("money-per-item", UnitType.CURRENCY_AMOUNT),
  /// One currency in another.
  MONEY_PER_MONEY("money-per-money", UnitType.CURRENCY_AMOUNT),
  PERCENT("percent", UnitType.PERCENTAGE),
  /// Of a named whole or base, such as GDP.
  PERCENT_OF("percent-of", UnitType.PERCENTAGE),
  /// Of people, households or firms that are in some state.
  PERCENT_OF_PEOPLE("percent-of-people", UnitType.PERCENTAGE),
  /// Of a total whose other parts are published too.
  PERCENT_OF_TOTAL("percent-of-total", UnitType.PERCENTAGE),
  PERCENT_CHANGE("percent-change", UnitType.PERCENTAGE),
  INDEX("index", UnitType.INDEX),
  COUNT("count", UnitType.COUNT),
  PHYSICAL("physical", UnitType.PHYSICAL),
  PHYSICAL_PER_TIME("physical-per-time", UnitType.PHYSICAL),
  RATE("rate", UnitType.RATE),
  /// Per unit of money, as in intensities.
  RATE_PER_MONEY("rate-per-money", UnitType.RATE),
  RATIO("ratio", UnitType.RATIO),
  DURATION("duration", UnitType.DURATION),
  UNKNOWN("unknown", UnitType.UNKNOWN),
  /// In meanings.csv: every form without a row of its own.
  ANY("any", UnitType.UNKNOWN);

  private final String token;
  private final UnitType unitType;

  NumberForm(String token, UnitType unitType) {
    this.token = token;
    this.unitType = unitType;
  }

  @Override
  public String token() {
    return token;
  }

  UnitType unitType() {
    return unitType;
  }

  /// The form to look under when this one has no row.
  NumberForm wider() {
    return switch (this) {
      case MONEY_PER_ITEM, MONEY_PER_MONEY -> MONEY;
      case PERCENT_OF_TOTAL, PERCENT_OF_PEOPLE -> PERCENT_OF;
      case PERCENT_OF -> PERCENT;
      case PHYSICAL_PER_TIME -> PHYSICAL;
      case RATE_PER_MONEY -> RATE;
      case PERCENT_CHANGE,
          MONEY,
          PERCENT,
          INDEX,
          COUNT,
          PHYSICAL,
          RATE,
          RATIO,
          DURATION,
          UNKNOWN,
          ANY ->
          ANY;
    };
  }
}
