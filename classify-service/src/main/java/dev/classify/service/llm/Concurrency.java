package dev.classify.service.llm;

import java.time.Duration;

/// How many requests to a model may be under way at a worker.
///
/// @param most of them, however fast they are answered
/// @param allowed time for a request; where requests need much of it, fewer are sent at a time
public record Concurrency(int most, Duration allowed) {}
