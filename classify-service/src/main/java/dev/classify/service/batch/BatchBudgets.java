package dev.classify.service.batch;

import dev.classify.budget.Limits;
import dev.classify.budget.RateLimitReport;
import dev.classify.service.llm.ObservedLimits;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one batch knows of the budgets it takes from: made of the results of its steps alone.
final class BatchBudgets {

  private final Limits set;
  private final Map<ModelRole, Long> untold = new EnumMap<>(ModelRole.class);
  private final Map<ModelRole, RateLimitReport> observed = new EnumMap<>(ModelRole.class);

  BatchBudgets(BatchStart lookUp) {
    this.set = lookUp.limits();
    untold.putAll(lookUp.unreportedTokens());
    observed.putAll(lookUp.rateLimitReports());
  }

  /// Takes in what came of a request.
  ///
  /// @param sentAt as it was granted
  void record(ModelRole stage, StepResult.Completed came, long sentAt) {
    untold.merge(stage, came.tokensBeyondEstimate(), Long::sum);
    ObservedLimits said = came.outcome().limits();
    if (!said.limits().equals(Limits.NONE)) {
      observed.merge(stage, said.at(sentAt), BudgetCarryOver::newer);
    }
  }

  /// What the account may use: as it is set, and never more than the provider says.
  Limits limits(ModelRole stage) {
    RateLimitReport said = observed.get(stage);
    return said == null ? set : set.and(said.limits());
  }

  /// What the provider said last; null where it says nothing.
  @Nullable RateLimitReport reported(ModelRole stage) {
    return observed.get(stage);
  }

  /// Tokens beyond the estimates, for the one who tells them to the budget now.
  long takeUnreportedTokens(ModelRole stage) {
    Long tokens = untold.remove(stage);
    return tokens == null ? 0 : tokens;
  }

  /// Hands on what nobody was told.
  void carryOver(BudgetCarryOver memory) {
    memory.add(untold);
    memory.observe(observed);
  }
}
