package dev.classify.api;

import dev.classify.budget.GrantRequest;
import dev.classify.budget.GrantResponse;
import dev.restate.sdk.ObjectContext;
import dev.restate.sdk.annotation.Handler;
import dev.restate.sdk.annotation.Name;
import dev.restate.sdk.annotation.VirtualObject;

/// The budget of one provider account and model, held for all workers and jobs.
///
/// Its key is `account/model`, the account as a hash that gives away nothing of the API key.
@VirtualObject
@Name("llm-budget")
public interface BudgetApi {

  /// Says when requests may be sent.
  @Handler
  GrantResponse reserve(ObjectContext context, GrantRequest ask);

  /// Nobody sends before this time: the provider has said so.
  ///
  /// @param until milliseconds of the Unix epoch
  @Handler
  void hold(ObjectContext context, long until);
}
