package dev.classify.service.batch;

import dev.classify.budget.Limits;
import dev.classify.budget.RateLimitReport;
import dev.classify.service.llm.ObservedLimits;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one batch knows of its budgets, from the results of its steps alone.
final class BatchBudgets {

  private final Limits set;
  private final Map<ModelRole, Long> unreported = new EnumMap<>(ModelRole.class);
  private final Map<ModelRole, RateLimitReport> observed = new EnumMap<>(ModelRole.class);

  BatchBudgets(BatchStart start) {
    this.set = start.limits();
    unreported.putAll(start.unreportedTokens());
    observed.putAll(start.rateLimitReports());
  }

  /// Takes in the result of a request.
  ///
  /// @param sentAt the granted send time, milliseconds of the Unix epoch
  void record(ModelRole role, StepResult.Completed completed, long sentAt) {
    unreported.merge(role, completed.tokensBeyondEstimate(), Long::sum);
    ObservedLimits said = completed.outcome().limits();
    if (!said.limits().equals(Limits.NONE)) {
      observed.merge(role, said.at(sentAt), BudgetCarryOver::newer);
    }
  }

  /// The limits of the account: as configured, but never more than the provider reports.
  Limits limits(ModelRole role) {
    RateLimitReport said = observed.get(role);
    return said == null ? set : set.and(said.limits());
  }

  /// The latest rate limit headers of the provider; null where it sends none.
  @Nullable RateLimitReport reported(ModelRole role) {
    return observed.get(role);
  }

  /// Tokens beyond the estimates; the caller reports them to the budget.
  long takeUnreportedTokens(ModelRole role) {
    Long tokens = unreported.remove(role);
    return tokens == null ? 0 : tokens;
  }

  /// Leaves what is still unreported to the next batch of the worker.
  void carryOver(BudgetCarryOver memory) {
    memory.add(unreported);
    memory.observe(observed);
  }
}
