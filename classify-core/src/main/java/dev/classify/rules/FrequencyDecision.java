package dev.classify.rules;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.text.FieldTokens;
import dev.classify.time.FrequencyEvidence;
import dev.classify.time.FrequencyReading;

/// Decides how often a new value appears (section 5).
final class FrequencyDecision {

  private FrequencyDecision() {}

  static Weighing<ReportingFrequency> of(Indicator indicator, FieldTokens tokens) {
    Weighing<ReportingFrequency> frequencies = new Weighing<>();
    for (FrequencyReading reading : FrequencyEvidence.of(indicator, tokens)) {
      frequencies.add(reading.frequency(), ground(reading), reading.evidence());
    }
    if (frequencies.isEmpty()) {
      frequencies.add(
          ReportingFrequency.POINT_IN_TIME,
          Ground.FREQUENCY_NOT_KNOWN,
          "no evidence of a frequency");
    }
    return frequencies;
  }

  private static Ground ground(FrequencyReading reading) {
    return switch (reading.place()) {
      case DATES -> Ground.FREQUENCY_OF_DATES;
      case PERIODICITY -> Ground.FREQUENCY_STATED;
      case NAME -> Ground.FREQUENCY_IN_NAME;
      case LONG_NAME -> Ground.FREQUENCY_IN_LONG_NAME;
      case DATASET_WORDS -> Ground.FREQUENCY_IN_DATASET;
      case KNOWN_DATASET -> Ground.FREQUENCY_USUAL;
      case SEASON -> Ground.FREQUENCY_OF_SEASON;
    };
  }
}
