package dev.classify.service.batch;

import dev.classify.outcome.Thresholds;
import dev.classify.rules.Repair;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.Consistency;
import dev.classify.taxonomy.UnitType;
import org.jspecify.annotations.Nullable;

/// Looks at what a model said: whether it can stand, and whether the other model should be asked.
///
/// @param reviewed whether there is another model
/// @param together the most indicators of a request to it
record AnswerCheck(boolean reviewed, int together) {

  Verdict of(Open row, Open.Answered said) {
    boolean asksNobodyElse = !reviewed || row.stage() == Stage.REVIEW;
    return asksNobodyElse || !doubtful(said.answer(), row.byRules())
        ? new Verdict.Done(repaired(said))
        : new Verdict.Ask(row.review(said, together));
  }

  private static boolean doubtful(Classification answer, @Nullable Classification byRules) {
    boolean undecided =
        switch (Consistency.of(answer)) {
          case Consistency.Sound _, Consistency.Repaired _ -> false;
          case Consistency.Undecided _ -> true;
        };
    return undecided || answer.confidence() < Thresholds.MODEL_SURE || contradicts(answer, byRules);
  }

  /// What stands of an answer that nobody else is asked about. Where the scheme leaves several ways
  /// to mend it, the unit decides, and the confidence says so.
  static Open.Answered repaired(Open.Answered said) {
    Classification answer =
        switch (Consistency.of(said.answer())) {
          case Consistency.Sound sound -> sound.answer();
          case Consistency.Repaired repaired -> repaired.answer();
          case Consistency.Undecided undecided -> Repair.apply(undecided.answer());
        };
    return new Open.Answered(answer, said.model());
  }

  /// Whether they differ in what reads off the text, where both say something.
  private static boolean contradicts(Classification answer, @Nullable Classification byRules) {
    if (byRules == null || byRules.confidence() < Thresholds.MODEL_SURE) {
      return false;
    }
    return (byRules.unitType() != UnitType.UNKNOWN && byRules.unitType() != answer.unitType())
        || (byRules.currency() != null
            && answer.currency() != null
            && !byRules.currency().equals(answer.currency()));
  }
}
