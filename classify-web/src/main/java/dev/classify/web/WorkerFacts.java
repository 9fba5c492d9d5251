package dev.classify.web;

import dev.classify.rules.RuleTables;
import org.jspecify.annotations.Nullable;

/// What a worker knows that no table holds.
///
/// @param worker its name
/// @param requestsPerMinuteMax what it may send to its model; null for no limit
/// @param tables of its rules
/// @param wakeRunner starts the runner, where none waits for work; it may be called at any time
public record WorkerFacts(
    String worker,
    @Nullable Integer requestsPerMinuteMax,
    RuleTables tables,
    Runnable wakeRunner) {}
