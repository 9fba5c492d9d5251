package dev.classify.store.results;

import java.util.Locale;

/// The columns of a result: the output fields of the scheme, then their provenance.
public enum ResultColumn {
  INDICATOR_ID,
  NAME,
  UNIT_TYPE,
  SCALE,
  CURRENCY,
  IS_CURRENCY_DENOMINATED,
  REPORTING_FREQUENCY,
  TIME_BASIS,
  IS_CUMULATIVE,
  CUMULATIVE_PATTERN_TYPE,
  FAMILY,
  INDICATOR_TYPE,
  TEMPORAL_AGGREGATION,
  HEAT_MAP_ORIENTATION,
  CONFIDENCE,
  REASONING,
  DECIDED_BY,
  PROVIDER,
  MODEL,
  TAXONOMY_VERSION,
  RULES_VERSION,
  ANSWER_VERSION,
  CONTENT_HASH,
  JOB_ID,
  GENERATION,
  ROUND,
  BATCH_KEY,
  WORKER,
  CLASSIFIED_AT,
  REVIEWED_BY;

  /// The name in tables, files and JSON.
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
