package dev.classify.rules;

import dev.classify.taxonomy.AnswerField;
import dev.classify.time.AccumulationReading;
import java.util.Map;
import java.util.Objects;

/// Says in a few sentences what decided. It holds our own words only: none of the indicator's text
/// reaches it, so neither can control characters or instructions.
final class Reasoning {

  private Reasoning() {}

  static String of(
      Map<AnswerField, FieldVerdict> verdicts,
      UnitEvidence unit,
      AccumulationReading accumulation,
      boolean cumulative) {
    String accumulated =
        cumulative || accumulation.conflict() ? "; " + accumulation.evidence() : "";
    String text =
        sentence(
                won(verdicts, AnswerField.UNIT_TYPE)
                    + unit.note()
                    + "; "
                    + won(verdicts, AnswerField.INDICATOR_TYPE))
            + ' '
            + sentence(
                won(verdicts, AnswerField.REPORTING_FREQUENCY)
                    + accumulated
                    + "; "
                    + won(verdicts, AnswerField.HEAT_MAP_ORIENTATION));
    return unit.conflicts().isEmpty()
        ? text
        : text + ' ' + sentence("conflict: " + String.join("; ", unit.conflicts()));
  }

  private static String won(Map<AnswerField, FieldVerdict> verdicts, AnswerField field) {
    return Objects.requireNonNull(verdicts.get(field)).won().reason();
  }

  private static String sentence(String phrase) {
    return Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + '.';
  }
}
