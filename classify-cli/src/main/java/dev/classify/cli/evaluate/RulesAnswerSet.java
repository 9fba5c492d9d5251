package dev.classify.cli.evaluate;

import dev.classify.evaluate.AnswerSet;
import dev.classify.evaluate.Prediction;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.Classifier;
import dev.classify.outcome.Outcome;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import dev.classify.terminal.ShownText;
import dev.classify.triage.RulesReading;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers of the rules, computed here and now, as a worker would store them.
public final class RulesAnswerSet {

  private static final Logger LOG = LoggerFactory.getLogger(RulesAnswerSet.class);

  private RulesAnswerSet() {}

  /// Leaves out the indicators that a worker would reject.
  public static AnswerSet of(RuleTables tables, Collection<Indicator> indicators) {
    Classifier rules = new RulesClassifier(tables);
    RulesReading reading =
        new RulesReading(
            rules,
            (indicator, fault) ->
                LOG.warn(
                    "indicator={} the rules failed: {}",
                    ShownText.of(indicator.id()),
                    ShownText.of(fault.toString())));
    Map<String, Prediction> answers = new HashMap<>();
    for (Indicator indicator : indicators) {
      switch (reading.of(indicator)) {
        case Outcome.Classified classified ->
            answers.put(indicator.id(), Prediction.of(indicator.id(), classified.decided()));
        case Outcome.Rejected _ -> {}
      }
    }
    return new AnswerSet("rules " + rules.version().id(), answers);
  }
}
