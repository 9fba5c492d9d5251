package dev.classify.service.batch;

import dev.classify.budget.Limits;
import dev.classify.service.llm.LlmOutcome;
import java.util.EnumMap;
import java.util.Map;

/// What one batch knows of the budgets it takes from: made of the results of its steps alone.
final class Accounts {

  private final Limits set;
  private final Map<Stage, Long> untold = new EnumMap<>(Stage.class);
  private final Map<Stage, Limits> observed = new EnumMap<>(Stage.class);

  Accounts(Limits set, LookUp lookUp) {
    this.set = set;
    untold.putAll(lookUp.tokensBeyond());
    observed.putAll(lookUp.observed());
  }

  void note(Stage stage, StepResult.Came came) {
    untold.merge(stage, came.tokensBeyond(), Long::sum);
    Limits said =
        switch (came.outcome()) {
          case LlmOutcome.Answered answered -> answered.limits().limits();
          case LlmOutcome.Throttled throttled -> throttled.limits().limits();
          case LlmOutcome.QuotaExhausted _,
              LlmOutcome.Unusable _,
              LlmOutcome.TooLarge _,
              LlmOutcome.Refused _,
              LlmOutcome.Malformed _,
              LlmOutcome.Unavailable _,
              LlmOutcome.TimedOut _,
              LlmOutcome.Interrupted _ ->
              Limits.NONE;
        };
    if (!said.equals(Limits.NONE)) {
      observed.put(stage, said);
    }
  }

  /// What the account may use: as it is set, and never more than the provider says.
  Limits limits(Stage stage) {
    return set.and(observed.getOrDefault(stage, Limits.NONE));
  }

  /// Tokens beyond the estimates, for the one who tells them to the budget now.
  long take(Stage stage) {
    Long tokens = untold.remove(stage);
    return tokens == null ? 0 : tokens;
  }

  /// Hands on what nobody was told.
  void leaveTo(WorkerMemory memory) {
    memory.add(untold);
    memory.observe(observed);
  }
}
