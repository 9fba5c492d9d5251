package dev.classify.store.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An LLM request that ended.
///
/// @param endedBefore the outcome that it was taken to have ended with before; null if this is its
///     first end
public record RequestKey(String requestId, Instant grantedAt, @Nullable String endedBefore) {}
