package dev.classify.rules;

import dev.classify.taxonomy.VocabularyTerm;

/// What kind of thing a term names, independently of how the number is written.
enum SubjectKind implements VocabularyTerm {
  /// Nothing known.
  NONE("none"),
  /// Made, earned, spent or traded in a period.
  FLOW("flow"),
  /// A flow that is one of the parts of GDP.
  COMPONENT("component"),
  /// Outstanding or held at a date.
  STOCK("stock"),
  /// Held to cover something else: gold and foreign exchange.
  RESERVES("reserves"),
  /// A difference of flows.
  BALANCE("balance"),
  /// A difference of stocks.
  NET_POSITION("net-position"),
  /// Value of transactions handled.
  TURNOVER("turnover"),
  CAPACITY("capacity"),
  PRICE("price"),
  /// Set by a rule or a list of prices, so in force at a moment.
  FEE("fee"),
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
  /// A change that is relative, even beside a unit.
  GROWTH_RATE("growth-rate"),
  SPREAD("spread"),
  GAP("gap"),
  /// How far people are below a line, by a survey.
  SHORTFALL("shortfall"),
  VOLATILITY("volatility"),
  /// People or things in existence.
  PEOPLE("people"),
  /// People by place or age: their percentages add up to the population.
  POPULATION_GROUP("population-group"),
  /// How many of something, even if the unit looks like another.
  TALLY("tally"),
  /// The part of people or things that is in some state.
  PART("part"),
  /// Non-performing loans: a part of all loans, or the amount outstanding.
  IMPAIRED("impaired"),
  /// One slice of a breakdown.
  SLICE("slice"),
  /// One slice of what happens or flows in a period.
  SLICE_OF_FLOW("slice-of-flow"),
  /// A kind of people or things; a slice where the whole is the total of the kinds.
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
  /// Words that make it a price index, even beside money.
  FIXED_PRICE_INDEX("fixed-price-index"),
  ACTIVITY_INDEX("activity-index"),
  MARKET_INDEX("market-index"),
  /// Confidence and purchasing managers.
  SURVEY("survey"),
  OPINION("opinion"),
  /// A balance of survey answers, published in points.
  DIFFUSION("diffusion"),
  SCORE("score"),
  /// The bare word `index`: a score, or a quantity relative to a base.
  INDEX_WORD("index-word"),
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
  /// Things done in a unit of time.
  PACE("pace"),
  PROBABILITY("probability"),
  THRESHOLD("threshold"),
  TAX_RATE("tax-rate"),
  ALLOCATION("allocation"),
  FLAG("flag");

  private final String token;

  SubjectKind(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }
}
