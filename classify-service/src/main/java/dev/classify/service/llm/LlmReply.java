package dev.classify.service.llm;

import org.jspecify.annotations.Nullable;

/// The outcome of a request and the provider's id for it.
///
/// @param providerRequestId for questions to the provider; null where it gave none
public record LlmReply(LlmOutcome outcome, @Nullable String providerRequestId) {}
