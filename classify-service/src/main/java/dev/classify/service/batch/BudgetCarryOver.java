package dev.classify.service.batch;

import dev.classify.budget.RateLimitReport;
import java.util.EnumMap;
import java.util.Map;

/// What a worker passes on from one batch to the next, for the budget to be exact. It may be lost.
///
/// To be used inside steps alone: it is different on every replay.
final class BudgetCarryOver {

  private final Map<ModelRole, Long> tokensBeyond = new EnumMap<>(ModelRole.class);
  private final Map<ModelRole, RateLimitReport> observed = new EnumMap<>(ModelRole.class);

  /// Tokens that requests took beyond their estimates, told to nobody yet.
  synchronized void add(Map<ModelRole, Long> beyond) {
    beyond.forEach((stage, tokens) -> tokensBeyond.merge(stage, tokens, Long::sum));
  }

  /// The sum of what was added, which is from now on for the caller to tell.
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
