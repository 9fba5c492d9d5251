package dev.classify.store.ledger;

import org.jspecify.annotations.Nullable;

/// What a model was told in a request, and what it said.
///
/// @param promptVersion of the instructions, which are the same in many requests
/// @param asked the message after the instructions: examples, if any, and the indicators
/// @param reply what the worker read of the answer, as JSON; null if there was none
public record LlmExchange(
    String requestId, String jobId, String promptVersion, String asked, @Nullable String reply) {}
