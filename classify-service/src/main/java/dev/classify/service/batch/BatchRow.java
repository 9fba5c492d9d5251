package dev.classify.service.batch;

import dev.classify.indicator.Indicator;
import dev.classify.outcome.Outcome;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.triage.TriageRow;

/// A row of a batch after the rules have read it.
sealed interface BatchRow {

  /// The outcome of the row if no model is asked.
  IndicatorOutcome outcome();

  /// An invalid row; the rejection is final.
  record Refused(IndicatorOutcome outcome) implements BatchRow {}

  /// An indicator.
  ///
  /// @param byRules the result of the rules: an answer, or a rejection with the reason
  record Accepted(Indicator indicator, Outcome byRules) implements BatchRow, TriageRow {

    @Override
    public IndicatorOutcome outcome() {
      return named(byRules);
    }

    /// The outcome if a model was to answer and did not.
    ///
    /// @param reason why it did not
    /// @param rulesStandIn whether an answer of the rules stands in for that of the model
    Outcome unanswered(String reason, boolean rulesStandIn) {
      return rulesStandIn && byRules instanceof Outcome.Classified found
          ? found.standingIn(reason)
          : new Outcome.Rejected(indicator.id(), byRules.contentHash(), "model", reason);
    }

    IndicatorOutcome named(Outcome outcome) {
      return new IndicatorOutcome(
          indicator, outcome, byRules instanceof Outcome.Classified found ? found.answer() : null);
    }
  }
}
