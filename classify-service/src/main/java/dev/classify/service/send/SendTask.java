package dev.classify.service.send;

import dev.classify.budget.Limits;
import dev.classify.llm.TokenEstimate;
import dev.classify.model.ServiceTier;
import dev.classify.service.llm.LanguageModel;
import dev.classify.service.llm.LlmRequest;
import java.time.Duration;

/// A request to a model that is to be sent.
///
/// @param jobLimits the limits of the job itself
/// @param budgetKey account and model
/// @param mayFallBack whether it is sent at standard where the provider has no room at flex
/// @param attempt the highest number of times that one of its contents was asked about, this
///     request included
/// @param batchBegun whether requests of its batch have been sent; it goes before others then
/// @param hasStandIn whether other answers can stand in for that of the model, at least in part
/// @param tokens what it takes at most
public record SendTask(
    String jobId,
    Limits jobLimits,
    String batchKey,
    String budgetKey,
    LanguageModel model,
    LlmRequest request,
    boolean mayFallBack,
    int attempt,
    boolean batchBegun,
    boolean hasStandIn,
    TokenEstimate tokens) {

  /// The tier of the request.
  public ServiceTier tier() {
    return request.tier();
  }

  /// The time for the request.
  Duration timeout() {
    return model.requestTimeout(tier());
  }

  /// The same request at another tier.
  public SendTask at(ServiceTier tier) {
    return new SendTask(
        jobId,
        jobLimits,
        batchKey,
        budgetKey,
        model,
        request.at(tier),
        mayFallBack,
        attempt,
        batchBegun,
        hasStandIn,
        tokens);
  }
}
