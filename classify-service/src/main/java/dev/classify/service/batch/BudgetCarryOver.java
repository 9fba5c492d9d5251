package dev.classify.service.batch;

import dev.classify.budget.RateLimitReport;
import java.util.EnumMap;
import java.util.Map;

/// What a worker passes from one batch to the next to keep the budget exact. Losing it does no
/// harm.
///
/// For use inside steps only: it differs on every replay.
final class BudgetCarryOver {

  private final Map<ModelRole, Long> tokensBeyond = new EnumMap<>(ModelRole.class);
  private final Map<ModelRole, RateLimitReport> observed = new EnumMap<>(ModelRole.class);

  /// Adds tokens beyond the estimates that the budget does not know yet.
  synchronized void add(Map<ModelRole, Long> beyond) {
    beyond.forEach((stage, tokens) -> tokensBeyond.merge(stage, tokens, Long::sum));
  }

  /// The sum of what was added; the caller reports it from now on.
  synchronized Map<ModelRole, Long> take() {
    Map<ModelRole, Long> taken = Map.copyOf(tokensBeyond);
    tokensBeyond.clear();
    return taken;
  }

  synchronized void observe(Map<ModelRole, RateLimitReport> said) {
    said.forEach((stage, one) -> observed.merge(stage, one, BudgetCarryOver::newer));
  }

  static RateLimitReport newer(RateLimitReport one, RateLimitReport two) {
    return one.sentAtMillis() > two.sentAtMillis() ? one : two;
  }

  synchronized Map<ModelRole, RateLimitReport> observed() {
    return Map.copyOf(observed);
  }
}
