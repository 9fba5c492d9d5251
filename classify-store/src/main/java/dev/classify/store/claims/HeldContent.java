package dev.classify.store.claims;

/// A content that another batch asks about.
///
/// @param batchKey of that batch
/// @param jobId of that batch's job, possibly the same as that of the batch that waits
public record HeldContent(String contentHash, String batchKey, String jobId) {}
