package dev.classify.store.jobs;

import dev.classify.outcome.AnswerVersion;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a command wants of a job when it begins to work on it.
///
/// @param force classify again what has an answer already
/// @param retry ask again for what was rejected
/// @param budgetUsd what it may spend over all of its runs; null for any amount
public record JobOpening(
    String id,
    String source,
    AnswerVersion answers,
    long rowsTotal,
    long rowsRefused,
    boolean force,
    boolean retry,
    @Nullable BigDecimal budgetUsd) {}
