package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
import dev.classify.service.llm.LanguageModel;
import dev.classify.service.llm.LlmRequest;
import java.time.Instant;

/// A request with the grant to send it.
///
/// @param batch the batch that the request belongs to
/// @param sendTimeMillis as granted, milliseconds of the Unix epoch; a few seconds ahead at most
/// @param tokensEstimated the tokens that the budget has charged for it
record GrantedRequest(
    BatchRequest batch,
    RequestPlan plan,
    LanguageModel model,
    LlmRequest request,
    long sendTimeMillis,
    long tokensEstimated) {

  Instant sendTime() {
    return Instant.ofEpochMilli(sendTimeMillis);
  }
}
