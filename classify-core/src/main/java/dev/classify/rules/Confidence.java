package dev.classify.rules;

import dev.classify.taxonomy.AnswerField;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// How sure the rules are of an answer as a whole (docs/scheme.md 11): the share of its fields that
/// is likely right, limited by contradictions and by its least certain group of fields.
final class Confidence {

  private static final double ABOVE_LOWEST_MAX = 0.1;
  private static final double CONFLICT_MAX = 0.7;
  private static final double DOUBTFUL_UNIT_MAX = 0.5;

  /// Below 0.4, the most that a default may have.
  private static final double UNKNOWN_TYPE_MAX = 0.35;

  static final double CONTRADICTION_MAX = 0.6;

  /// Fields that one question decides: how the number is written, which period it covers, what it
  /// measures, and whether a rise is good.
  private static final List<Set<AnswerField>> GROUPS =
      List.of(
          Set.of(AnswerField.UNIT_TYPE, AnswerField.SCALE, AnswerField.CURRENCY),
          Set.of(
              AnswerField.REPORTING_FREQUENCY,
              AnswerField.TIME_BASIS,
              AnswerField.CUMULATIVE_PATTERN_TYPE,
              AnswerField.TEMPORAL_AGGREGATION),
          Set.of(AnswerField.FAMILY, AnswerField.INDICATOR_TYPE),
          Set.of(AnswerField.HEAT_MAP_ORIENTATION));

  private Confidence() {}

  /// @param conflict whether text and values, or two texts, contradict each other
  /// @param unitDoubtful whether nothing says what the unit is, or something contradicts it
  static double of(
      Map<AnswerField, FieldVerdict> verdicts, boolean conflict, boolean unitDoubtful) {
    double mean = mean(verdicts, verdicts.keySet());
    double lowest = GROUPS.stream().mapToDouble(group -> mean(verdicts, group)).min().orElse(0);
    double confidence = Math.min(mean, lowest + ABOVE_LOWEST_MAX);
    if (conflict) {
      confidence = Math.min(confidence, CONFLICT_MAX);
    }
    if (unitDoubtful || nameAlone(verdicts)) {
      confidence = Math.min(confidence, DOUBTFUL_UNIT_MAX);
    }
    if (source(verdicts, AnswerField.INDICATOR_TYPE) == EvidenceSource.NOTHING) {
      confidence = Math.min(confidence, UNKNOWN_TYPE_MAX);
    }
    return Math.round(confidence * 100) / 100.0;
  }

  /// Whether no text says what the unit or the frequency is.
  private static boolean nameAlone(Map<AnswerField, FieldVerdict> verdicts) {
    return source(verdicts, AnswerField.UNIT_TYPE) == EvidenceSource.USAGE
        && source(verdicts, AnswerField.REPORTING_FREQUENCY) == EvidenceSource.NOTHING;
  }

  private static EvidenceSource source(Map<AnswerField, FieldVerdict> verdicts, AnswerField field) {
    return Objects.requireNonNull(verdicts.get(field)).won().source();
  }

  private static double mean(Map<AnswerField, FieldVerdict> verdicts, Set<AnswerField> group) {
    return group.stream()
        .mapToDouble(field -> Objects.requireNonNull(verdicts.get(field)).confidence())
        .average()
        .orElse(0);
  }
}
