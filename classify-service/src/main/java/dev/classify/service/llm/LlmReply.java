package dev.classify.service.llm;

import org.jspecify.annotations.Nullable;

/// What came of a request, and by which name its provider knows it.
///
/// @param providerRequestId to ask the provider about it; null where it gave none
public record LlmReply(LlmOutcome outcome, @Nullable String providerRequestId) {}
