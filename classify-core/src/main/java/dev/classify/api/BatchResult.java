package dev.classify.api;

import org.jspecify.annotations.Nullable;

/// The result of a batch. Every row is in exactly one of the four counts.
///
/// @param runId of the run whose request was executed
/// @param worker name of the worker that stored it
/// @param classified rows answered and stored by this batch
/// @param unchanged rows that already had the current answer
/// @param rejected rows stored as rejections
/// @param undone rows left alone because the job was stopped
/// @param stopReason why the job was stopped, and the fix; null if nothing is undone
public record BatchResult(
    String runId,
    String worker,
    int classified,
    int unchanged,
    int rejected,
    int undone,
    @Nullable String stopReason) {}
