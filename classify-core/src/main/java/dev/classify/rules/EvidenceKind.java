package dev.classify.rules;

import dev.classify.taxonomy.VocabularyTerm;
import java.util.Locale;

/// The kinds of evidence other than the terms of terms.csv. evidence.csv has the weight of each.
enum EvidenceKind implements VocabularyTerm {
  UNIT_IN_UNITS(EvidenceSource.UNITS),
  UNIT_IN_NAME(EvidenceSource.NAME),
  UNIT_IN_LONG_NAME(EvidenceSource.LONG_NAME),
  UNIT_IN_DESCRIPTION(EvidenceSource.DESCRIPTION),
  UNIT_OF_NAME(EvidenceSource.NAME),
  UNIT_OF_SCHEME(EvidenceSource.SCHEME),
  UNIT_USUAL(EvidenceSource.USAGE),
  UNIT_NOT_KNOWN(EvidenceSource.NOTHING),

  SCALE_OF_UNIT(EvidenceSource.SCHEME),
  SCALE_STATED(EvidenceSource.UNITS),
  SCALE_FIELD(EvidenceSource.SCALE),
  SCALE_NOT_STATED(EvidenceSource.SCHEME),

  CURRENCY_OF_UNIT(EvidenceSource.SCHEME),
  CURRENCY_CODE(EvidenceSource.CURRENCY_CODE),
  CURRENCY_STATED(EvidenceSource.UNITS),
  CURRENCY_USUAL(EvidenceSource.USAGE),
  CURRENCY_NOT_STATED(EvidenceSource.SCHEME),

  FREQUENCY_OF_DATES(EvidenceSource.VALUES),
  FREQUENCY_STATED(EvidenceSource.PERIODICITY),
  FREQUENCY_IN_NAME(EvidenceSource.NAME),
  FREQUENCY_IN_LONG_NAME(EvidenceSource.LONG_NAME),
  FREQUENCY_IN_DATASET(EvidenceSource.DATASET),
  FREQUENCY_USUAL(EvidenceSource.USAGE),
  FREQUENCY_OF_YEAR(EvidenceSource.NAME),
  FREQUENCY_OF_SEASON(EvidenceSource.NAME),
  FREQUENCY_NOT_KNOWN(EvidenceSource.NOTHING),

  ACCUMULATION_SHOWN(EvidenceSource.VALUES),
  ACCUMULATION_STATED(EvidenceSource.NAME),
  ACCUMULATION_REFUTED(EvidenceSource.VALUES),
  ACCUMULATION_IMPOSSIBLE(EvidenceSource.SCHEME),
  ACCUMULATION_ABSENT(EvidenceSource.SCHEME),

  /// The weight that every term for a subject has before its own points.
  TERM(EvidenceSource.NAME),
  UNIT_OF_CHANGE(EvidenceSource.UNITS),
  UNIT_ALONE_IS_CHANGE(EvidenceSource.UNITS),
  UNIT_SAYS_ALL(EvidenceSource.UNITS),
  UNIT_ALONE(EvidenceSource.UNITS),
  PRICED_THING(EvidenceSource.DESCRIPTION),
  PRICE_PER_ITEM(EvidenceSource.UNITS),
  NO_UNIT(EvidenceSource.NOTHING),

  AGGREGATION_OF_ACCUMULATION(EvidenceSource.SCHEME),
  AGGREGATION_OF_PART(EvidenceSource.SCHEME),
  AVERAGE_STATED(EvidenceSource.NAME),
  MOMENT_STATED(EvidenceSource.NAME),

  ORIENTATION_OF_INFLATION(EvidenceSource.SCHEME),
  ORIENTATION_OF_PRICES(EvidenceSource.SCHEME),
  ORIENTATION_OF_TYPE(EvidenceSource.SCHEME),
  ORIENTATION_NOT_KNOWN(EvidenceSource.NOTHING);

  private final EvidenceSource source;

  EvidenceKind(EvidenceSource source) {
    this.source = source;
  }

  /// Such as `unit-in-units`.
  @Override
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  EvidenceSource source() {
    return source;
  }
}
