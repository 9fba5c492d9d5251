package dev.classify.api;

/// What became of a batch: every row is in exactly one of the three counts.
///
/// @param runId of the request that was carried out
/// @param worker name of the service that stored it
/// @param classified rows answered and stored by this batch
/// @param unchanged rows whose stored answer was already the one for this content and version
/// @param rejected rows stored as rejections
public record BatchAnswer(
    String runId, String worker, int classified, int unchanged, int rejected) {}
