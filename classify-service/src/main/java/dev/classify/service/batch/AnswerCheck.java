package dev.classify.service.batch;

import dev.classify.rules.Repair;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ConsistencyMatrix;
import dev.classify.taxonomy.UnitType;
import org.jspecify.annotations.Nullable;

/// Looks at what a model said: whether it can stand, and whether the other model should be asked.
///
/// @param reviewed whether there is another model
/// @param together the most indicators of a request to it
record AnswerCheck(boolean reviewed, int together) {

  /// From this confidence on the answer of the rules stands in a cascade.
  static final double RULES_SURE = 0.8;

  /// Below this confidence of the first model the other one is asked.
  static final double MODEL_SURE = 0.6;

  /// What changes answers besides the models and what they are told.
  static String thresholds() {
    return "rules>=" + RULES_SURE + " model>=" + MODEL_SURE;
  }

  Verdict of(Open row, Open.Answered said) {
    Classification answer = said.answer();
    boolean consistent = ConsistencyMatrix.check(answer).isEmpty();
    boolean doubtful =
        !consistent || answer.confidence() < MODEL_SURE || contradicts(answer, row.byRules());
    if (reviewed && doubtful && row.stage() == Stage.FIRST) {
      return new Verdict.Ask(row.review(said, together));
    }
    return new Verdict.Done(repaired(said));
  }

  /// What stands of an answer that nobody else is asked about: the taxonomy decides what goes with
  /// the unit.
  static Open.Answered repaired(Open.Answered said) {
    return new Open.Answered(Repair.apply(said.answer()), said.model());
  }

  /// Whether they differ in what reads off the text, where both say something.
  private static boolean contradicts(Classification answer, @Nullable Classification byRules) {
    if (byRules == null || byRules.confidence() < MODEL_SURE) {
      return false;
    }
    return (byRules.unitType() != UnitType.UNKNOWN && byRules.unitType() != answer.unitType())
        || (byRules.currency() != null
            && answer.currency() != null
            && !byRules.currency().equals(answer.currency()));
  }
}
