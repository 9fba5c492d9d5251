package dev.classify.service.batch;

import dev.classify.llm.Hints;
import dev.classify.outcome.ConfidenceThresholds;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.FieldDecision;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.UnitType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fields where an answer contradicts a value that the rules are sure of.
final class RuleDisagreements {

  private RuleDisagreements() {}

  /// One sentence for each such field.
  ///
  /// @param byRules null if the rules have no answer
  static List<String> of(Classification answer, @Nullable DecidedAnswer byRules) {
    if (byRules == null) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    for (AnswerField field : AnswerField.values()) {
      if (Hints.HINTED.contains(field)
          && sure(byRules, field)
          && hasValue(field, byRules.answer())
          && !field.token(answer).equals(field.token(byRules.answer()))) {
        found.add(
            "%s: the model says %s, the rules say %s"
                .formatted(field.column(), word(field, answer), word(field, byRules.answer())));
      }
    }
    return found;
  }

  /// The value as shown in a sentence.
  static String word(AnswerField field, Classification answer) {
    return field.token(answer).orElse("none");
  }

  private static boolean sure(DecidedAnswer byRules, AnswerField field) {
    return byRules
        .fields()
        .of(field)
        .map(FieldDecision::confidence)
        .filter(confidence -> confidence >= ConfidenceThresholds.MODEL_SURE)
        .isPresent();
  }

  /// Whether the rules found a value, as opposed to the default for none.
  private static boolean hasValue(AnswerField field, Classification byRules) {
    return switch (field) {
      case UNIT_TYPE -> byRules.unitType() != UnitType.UNKNOWN;
      case SCALE -> byRules.scale() != Scale.RAW_UNITS;
      case CURRENCY -> byRules.currency() != null;
      case REPORTING_FREQUENCY -> byRules.reportingFrequency() != ReportingFrequency.POINT_IN_TIME;
      case CUMULATIVE_PATTERN_TYPE -> byRules.cumulative();
      case TIME_BASIS, FAMILY, INDICATOR_TYPE, TEMPORAL_AGGREGATION, HEAT_MAP_ORIENTATION -> false;
    };
  }
}
