package dev.classify.rules;

import dev.classify.taxonomy.AnswerField;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.Objects;

/// How sure the rules are of an answer as a whole (docs/scheme.md 11): the share of its fields that
/// is likely right, limited by contradictions and by its least certain field.
final class Confidence {

  private static final double ABOVE_LOWEST_MAX = 0.1;
  /// Four digits, so that answers can be sorted.
  private static final double DIGITS = 10_000;

  private static final double CONFLICT_MAX = 0.7;
  private static final double DOUBTFUL_UNIT_MAX = 0.5;

  /// Below 0.4, the most that a default may have.
  private static final double UNKNOWN_TYPE_MAX = 0.35;

  static final double CONTRADICTION_MAX = 0.6;

  private Confidence() {}

  /// @param conflict whether text and values, or two texts, contradict each other
  /// @param unitDoubtful whether nothing says what the unit is, or something contradicts it
  static double of(
      Map<AnswerField, FieldVerdict> verdicts, boolean conflict, boolean unitDoubtful) {
    DoubleSummaryStatistics fields =
        verdicts.values().stream().mapToDouble(FieldVerdict::confidence).summaryStatistics();
    double mean = fields.getAverage();
    // The mean keeps the order of answers that are equally uncertain in one field.
    double confidence = Math.min(mean, fields.getMin() + ABOVE_LOWEST_MAX * mean);
    if (conflict) {
      confidence = Math.min(confidence, CONFLICT_MAX);
    }
    if (unitDoubtful || nameAlone(verdicts)) {
      confidence = Math.min(confidence, DOUBTFUL_UNIT_MAX);
    }
    if (source(verdicts, AnswerField.INDICATOR_TYPE) == EvidenceSource.NOTHING) {
      confidence = Math.min(confidence, UNKNOWN_TYPE_MAX);
    }
    return Math.round(confidence * DIGITS) / DIGITS;
  }

  /// Whether no text says what the unit or the frequency is.
  private static boolean nameAlone(Map<AnswerField, FieldVerdict> verdicts) {
    return source(verdicts, AnswerField.UNIT_TYPE) == EvidenceSource.USAGE
        && source(verdicts, AnswerField.REPORTING_FREQUENCY) == EvidenceSource.NOTHING;
  }

  private static EvidenceSource source(Map<AnswerField, FieldVerdict> verdicts, AnswerField field) {
    return Objects.requireNonNull(verdicts.get(field)).won().source();
  }
}
