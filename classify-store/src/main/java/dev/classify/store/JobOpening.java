package dev.classify.store;

import dev.classify.outcome.AnswerVersion;

/// What a command wants of a job when it begins to work on it.
///
/// @param force classify again what has an answer already
/// @param retry ask again for what was rejected
public record JobOpening(
    String id,
    String source,
    AnswerVersion answers,
    long rowsTotal,
    long rowsRefused,
    boolean force,
    boolean retry) {}
