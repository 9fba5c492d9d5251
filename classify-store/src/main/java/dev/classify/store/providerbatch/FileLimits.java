package dev.classify.store.providerbatch;

/// How large a file may be.
///
/// @param linesMax of one file
/// @param bytesMax of one file
/// @param queuedTokensMax prompt tokens of all files of an account and model that the provider has
///     not answered yet
public record FileLimits(int linesMax, long bytesMax, long queuedTokensMax) {}
