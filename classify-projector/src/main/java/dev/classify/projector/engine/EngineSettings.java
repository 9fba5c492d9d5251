package dev.classify.projector.engine;

import java.time.Duration;

/// How events are read.
///
/// @param batchSize events of a transaction, at most
/// @param pollInterval after which the log is looked at again when all of it is projected
public record EngineSettings(int batchSize, Duration pollInterval) {}
