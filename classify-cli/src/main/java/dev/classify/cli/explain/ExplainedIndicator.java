package dev.classify.cli.explain;

import dev.classify.indicator.Indicator;
import dev.classify.rules.Explanation;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import dev.classify.store.results.Result;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One answer with the evidence of the rules and the stored result.
///
/// @param rules null if the indicator itself is not stored
/// @param stored null if no answer is stored, or stored answers were not looked at
public record ExplainedIndicator(
    String id, String name, @Nullable Explanation rules, @Nullable Result stored) {

  public static ExplainedIndicator of(
      RuleTables tables, Indicator indicator, @Nullable Result stored) {
    Explanation rules = new RulesClassifier(tables).explain(indicator);
    return new ExplainedIndicator(indicator.id(), indicator.name(), rules, stored);
  }

  /// The value of a field after a repair; empty if no repair changed it.
  static Optional<String> repaired(Explanation rules, AnswerField field) {
    Classification answer = rules.decided().answer();
    String value = field.token(answer).orElse("");
    return value.equals(rules.of(field).value()) ? Optional.empty() : Optional.of(value);
  }
}
