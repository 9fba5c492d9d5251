package dev.classify.api;

import org.jspecify.annotations.Nullable;

/// What became of a batch: every row is in exactly one of the four counts.
///
/// @param runId of the request that was carried out
/// @param worker name of the service that stored it
/// @param classified rows answered and stored by this batch
/// @param unchanged rows whose stored answer was already the one for this content and version
/// @param rejected rows stored as rejections
/// @param undone rows left as they were, because the job was stopped
/// @param stopReason why it was stopped, and what to do; null where nothing is undone
public record BatchResult(
    String runId,
    String worker,
    int classified,
    int unchanged,
    int rejected,
    int undone,
    @Nullable String stopReason) {}
