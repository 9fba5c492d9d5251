package dev.classify.rules;

import dev.classify.taxonomy.Term;

/// What kind of thing a term names, independent of how the number is written.
enum Nature implements Term {
  /// Nothing known.
  NONE("none"),
  /// Made, earned, spent or traded in a period.
  FLOW("flow"),
  /// A flow that is one of the parts of GDP.
  COMPONENT("component"),
  /// Outstanding or held at a date.
  STOCK("stock"),
  /// A difference of flows.
  BALANCE("balance"),
  /// A difference of stocks.
  NET_POSITION("net-position"),
  /// Value of transactions handled.
  TURNOVER("turnover"),
  CAPACITY("capacity"),
  PRICE("price"),
  /// Price of labour.
  WAGE("wage"),
  /// Price of credit.
  INTEREST("interest"),
  /// Price of a currency.
  EXCHANGE("exchange"),
  YIELD("yield"),
  /// A rise of prices.
  INFLATION("inflation"),
  /// A word that makes anything a change.
  CHANGE("change"),
  SPREAD("spread"),
  GAP("gap"),
  VOLATILITY("volatility"),
  /// People or things in existence.
  PEOPLE("people"),
  /// A part of people or things that is in some state.
  PART("part"),
  /// One slice of a breakdown.
  SLICE("slice"),
  /// A kind of people or things that is a slice where the whole is the total of its kinds.
  SUBGROUP("subgroup"),
  /// A part that is measured over a period.
  USE("use"),
  /// Things that happen.
  EVENTS("events"),
  /// Physical amounts made, used or emitted.
  QUANTITY("quantity"),
  /// Land and other physical amounts that are there.
  EXTENT("extent"),
  /// Degrees and other readings averaged over a period.
  READING("reading"),
  PRICE_INDEX("price-index"),
  ACTIVITY_INDEX("activity-index"),
  MARKET_INDEX("market-index"),
  /// Confidence and purchasing managers.
  SURVEY("survey"),
  OPINION("opinion"),
  /// A balance of answers published in points.
  DIFFUSION("diffusion"),
  SCORE("score"),
  RANK("rank"),
  GINI("gini"),
  PARITY("parity"),
  RATIO("ratio"),
  FLOW_RATIO("flow-ratio"),
  CORRELATION("correlation"),
  ELASTICITY("elasticity"),
  MULTIPLIER("multiplier"),
  DURATION("duration"),
  HOURS("hours"),
  COVERAGE_TIME("coverage-time"),
  PROBABILITY("probability"),
  THRESHOLD("threshold"),
  TAX_RATE("tax-rate"),
  ALLOCATION("allocation"),
  FLAG("flag");

  private final String token;

  Nature(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
