package dev.classify.service.llm;

import java.time.Duration;

/// How many requests to a model may be under way at a worker.
///
/// @param inFlightMax of them, however fast they are answered
/// @param requestTimeout time for a request; where requests need much of it, fewer are sent at a
/// time
public record ConcurrencySettings(int inFlightMax, Duration requestTimeout) {}
