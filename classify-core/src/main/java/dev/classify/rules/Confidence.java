package dev.classify.rules;

import dev.classify.taxonomy.UnitType;
import dev.classify.time.AccumulationReading;
import dev.classify.time.FrequencyReading;

/// How sure an answer is as a whole (section 11).
final class Confidence {

  private static final double ABOVE_LOWEST_MAX = 0.1;
  private static final double CONFLICT_MAX = 0.7;
  private static final double UNKNOWN_UNIT_MAX = 0.5;
  static final double CONTRADICTION_MAX = 0.6;

  private Confidence() {}

  static double of(
      Unit unit,
      UnitType unitType,
      FrequencyReading frequency,
      MeaningDecision decision,
      AccumulationReading accumulation) {
    double lowest =
        Math.min(unit.confidence(), Math.min(frequency.confidence(), decision.confidence()));
    double mean = (unit.confidence() + frequency.confidence() + decision.confidence()) / 3;
    double confidence = Math.min(mean, lowest + ABOVE_LOWEST_MAX);
    if (accumulation.conflict() || unit.conflict() != null) {
      confidence = Math.min(confidence, CONFLICT_MAX);
    }
    boolean unknown = unitType == UnitType.UNKNOWN && unit.form() == Form.UNKNOWN;
    if (unknown && unit.confidence() < UNKNOWN_UNIT_MAX) {
      confidence = Math.min(confidence, UNKNOWN_UNIT_MAX);
    }
    return Math.round(confidence * 100) / 100.0;
  }
}
