package dev.classify.triage;

import dev.classify.indicator.Indicator;
import dev.classify.outcome.Outcome;

/// A row as triage sees it.
public interface TriageRow {

  Indicator indicator();

  /// What the rules make of it: an answer, or why they have none. Asked for only where no stored
  /// answer stands.
  Outcome byRules();
}
