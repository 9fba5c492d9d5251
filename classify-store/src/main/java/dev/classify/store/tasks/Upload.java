package dev.classify.store.tasks;

import java.time.Instant;

/// A file that is complete.
///
/// @param fileName as its sender calls it
/// @param contentHash SHA-256 in hexadecimal digits
public record Upload(
    String uploadId, String fileName, long bytes, String contentHash, Instant uploadedAt) {}
