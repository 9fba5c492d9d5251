package dev.classify.service.llm;

import java.time.Duration;

/// How many requests to a model a worker may have in flight.
///
/// @param inFlightMax the limit, however fast they are answered
/// @param requestTimeoutMax time for a request at the slowest tier
public record ConcurrencySettings(int inFlightMax, Duration requestTimeoutMax) {}
