package dev.classify.rules;

import dev.classify.time.AccumulationReading;
import dev.classify.time.FrequencyReading;

/// Says in a few sentences what decided. Made of our own words only: nothing from the indicator's
/// text reaches it, so neither control characters nor orders can.
final class Reasoning {

  private Reasoning() {}

  static String of(
      Unit unit,
      FrequencyReading frequency,
      MeaningDecision decision,
      AccumulationReading accumulation,
      boolean cumulative) {
    StringBuilder text = new StringBuilder();
    text.append(sentence(unit.evidence() + "; " + decision.evidence()));
    String accumulated =
        cumulative || accumulation.conflict() ? "; " + accumulation.evidence() : "";
    text.append(' ').append(sentence(frequency.evidence() + accumulated));
    if (unit.conflict() != null) {
      text.append(' ').append(sentence("conflict: " + unit.conflict()));
    }
    return text.toString();
  }

  private static String sentence(String phrase) {
    return Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + '.';
  }
}
