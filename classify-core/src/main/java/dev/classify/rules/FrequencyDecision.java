package dev.classify.rules;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.text.FieldTokens;
import dev.classify.time.FrequencyEvidence;
import dev.classify.time.FrequencyReading;

/// Decides how often a new value appears (docs/scheme.md 5).
final class FrequencyDecision {

  private FrequencyDecision() {}

  static Weighing<ReportingFrequency> of(
      RuleTables tables, Indicator indicator, FieldTokens tokens) {
    Weighing<ReportingFrequency> frequencies = new Weighing<>(tables);
    FrequencyEvidence evidence = new FrequencyEvidence(tables.time());
    for (FrequencyReading reading : evidence.of(indicator, tokens)) {
      frequencies.add(reading.frequency(), kind(reading), reading.evidence());
    }
    if (frequencies.isEmpty()) {
      frequencies.add(
          ReportingFrequency.POINT_IN_TIME,
          EvidenceKind.FREQUENCY_NOT_KNOWN,
          "no evidence of a frequency");
    }
    boolean dated = frequencies.winner().source() == EvidenceSource.VALUES;
    if (!dated && evidence.periodicityUnread(indicator)) {
      frequencies.unread("the periodicity is not understood");
    }
    return frequencies;
  }

  private static EvidenceKind kind(FrequencyReading reading) {
    return switch (reading.place()) {
      case DATES -> EvidenceKind.FREQUENCY_OF_DATES;
      case PERIODICITY -> EvidenceKind.FREQUENCY_STATED;
      case NAME -> EvidenceKind.FREQUENCY_IN_NAME;
      case LONG_NAME -> EvidenceKind.FREQUENCY_IN_LONG_NAME;
      case DATASET_WORDS -> EvidenceKind.FREQUENCY_IN_DATASET;
      case KNOWN_DATASET -> EvidenceKind.FREQUENCY_USUAL;
      case WORDS_OF_YEAR -> EvidenceKind.FREQUENCY_OF_YEAR;
      case SEASON -> EvidenceKind.FREQUENCY_OF_SEASON;
    };
  }
}
