package dev.classify.cli.evaluate;

import dev.classify.evaluate.Prediction;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.Classifier;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import dev.classify.taxonomy.ConsistencyMatrix;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Answers of the rules, given here and now, as a worker would store them.
public final class RulesAnswerSet {

  private RulesAnswerSet() {}

  /// Without those that contradict themselves, which a worker rejects.
  public static AnswerSet of(RuleTables tables, Collection<Indicator> indicators) {
    Classifier rules = new RulesClassifier(tables);
    Map<String, Prediction> answers = new HashMap<>();
    for (Indicator indicator : indicators) {
      DecidedAnswer decided = rules.decide(indicator);
      if (ConsistencyMatrix.check(decided.answer()).isEmpty()) {
        answers.put(indicator.id(), Prediction.of(indicator.id(), decided));
      }
    }
    return new AnswerSet("rules " + rules.version().id(), answers);
  }
}
