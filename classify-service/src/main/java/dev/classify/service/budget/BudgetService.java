package dev.classify.service.budget;

import dev.classify.api.BudgetApi;
import dev.classify.budget.Budget;
import dev.classify.budget.GrantRequest;
import dev.classify.budget.GrantResponse;
import dev.restate.sdk.ObjectContext;
import dev.restate.sdk.common.StateKey;
import java.time.InstantSource;

/// Stores a [Budget] in the state of a virtual object, which serialises the calls to it.
public final class BudgetService implements BudgetApi {

  private static final StateKey<Budget> BUDGET = StateKey.of("budget", Budget.class);

  private final InstantSource clock;

  public BudgetService(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public GrantResponse reserve(ObjectContext context, GrantRequest ask) {
    // Not the time at which the caller asked: the call may have waited for others.
    long now = context.run("clock", Long.class, clock::millis);
    Budget.Decision decision = budget(context).decide(ask, now);
    context.set(BUDGET, decision.next());
    return decision.response();
  }

  @Override
  public void hold(ObjectContext context, long untilMillis) {
    context.set(BUDGET, budget(context).held(untilMillis));
  }

  private static Budget budget(ObjectContext context) {
    return context.get(BUDGET).orElse(Budget.FRESH);
  }
}
