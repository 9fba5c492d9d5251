package dev.classify.service.batch;

import dev.classify.indicator.Indicator;
import dev.classify.outcome.Outcome;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.triage.TriageRow;

/// A row of a batch after the rules have read it.
sealed interface BatchRow {

  /// What becomes of it if nobody else is asked.
  IndicatorOutcome outcome();

  /// It is no usable indicator, which nobody can change.
  record Refused(IndicatorOutcome outcome) implements BatchRow {}

  /// An indicator.
  ///
  /// @param byRules what the rules make of it: an answer, or why they have none
  record Accepted(Indicator indicator, Outcome byRules) implements BatchRow, TriageRow {

    @Override
    public IndicatorOutcome outcome() {
      return named(byRules);
    }

    IndicatorOutcome named(Outcome outcome) {
      return new IndicatorOutcome(indicator, outcome);
    }
  }
}
