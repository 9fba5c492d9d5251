package dev.classify.triage;

import dev.classify.indicator.Indicator;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/// Who answers one row.
public sealed interface Triage {

  /// The stored answer to this very row still stands, so nothing is stored for it.
  record Stands() implements Triage {}

  /// The rules answer it.
  ///
  /// @param outcome their answer, or why they reject the row
  record ByRules(Outcome outcome) implements Triage {}

  /// Its content is answered elsewhere: by a stored answer to another indicator, or by an earlier
  /// row of the same batch.
  record Known(String contentHash) implements Triage {}

  /// A model has to be asked.
  ///
  /// @param byRules what the rules make of it, as hints for the model; null where they failed
  record Ask(String contentHash, Indicator indicator, @Nullable DecidedAnswer byRules)
      implements Triage {}
}
