package dev.classify.service.llm;

import java.time.Duration;

/// How many requests to a model a worker may have in flight.
///
/// @param inFlightMax the limit, however fast they are answered
/// @param requestTimeout time for a request; where requests need much of it, fewer are sent at a
/// time
public record ConcurrencySettings(int inFlightMax, Duration requestTimeout) {}
