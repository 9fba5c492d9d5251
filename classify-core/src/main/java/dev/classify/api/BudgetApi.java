package dev.classify.api;

import dev.classify.budget.GrantRequest;
import dev.classify.budget.GrantResponse;
import dev.restate.sdk.ObjectContext;
import dev.restate.sdk.annotation.Handler;
import dev.restate.sdk.annotation.Name;
import dev.restate.sdk.annotation.VirtualObject;

/// The budget of one provider account and model, shared by all workers and jobs. The package
/// [dev.classify.budget] explains it.
///
/// The key is `account/model`, with the account as a hash that reveals nothing about the API key.
@VirtualObject
@Name("llm-budget")
public interface BudgetApi {

  /// Grants send times for requests, or says when to ask again.
  @Handler
  GrantResponse reserve(ObjectContext context, GrantRequest ask);

  /// Stops all sending until this time, which a 429 response named.
  ///
  /// @param untilMillis Unix epoch
  @Handler
  void hold(ObjectContext context, long untilMillis);
}
