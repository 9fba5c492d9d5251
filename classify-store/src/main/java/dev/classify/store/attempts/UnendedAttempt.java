package dev.classify.store.attempts;

import java.time.Instant;

/// An attempt of another process that has begun and not ended: most likely the process died.
///
/// @param position the row, from 1, that the process was reading while it did nothing else; 0 if
///     other work may have run too
public record UnendedAttempt(String worker, int position, Instant begunAt) {}
