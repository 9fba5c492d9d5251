package dev.classify.store.jobs;

import dev.classify.outcome.AnswerVersion;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a command asks of a job when it opens it.
///
/// @param force classify again even rows that have an answer
/// @param retry ask again about rejected rows, and those that the rules answered for the model
/// @param budgetUsd cap on what the job spends over all of its runs; null keeps an earlier one
/// @param liftCap whether an earlier cap no longer counts
/// @param modelPatience how long the job waits for a model that fails before it is paused; null for
///     the default
/// @param maxErrorRatio the part of the latest requests that may fail for the same reason before
///     the job is stopped, 0 to 1; null for the default
/// @param rulesAfter how long the model may fail before the answers of the rules stand in for its;
///     null where rows wait for it
/// @param tiers what is chosen of the tiers of requests; the rest stays as it was
/// @param minConfidence from which a cascade keeps answers of the rules; null for the default
/// @param keepPause whether a job that a person has paused stays paused
public record JobOpening(
    String id,
    String source,
    AnswerVersion answers,
    long rowsTotal,
    long rowsRefused,
    boolean force,
    boolean retry,
    @Nullable BigDecimal budgetUsd,
    boolean liftCap,
    @Nullable Duration modelPatience,
    @Nullable Double maxErrorRatio,
    @Nullable Duration rulesAfter,
    JobTiers tiers,
    @Nullable Double minConfidence,
    boolean keepPause) {

  /// Opens a job that trusts the rules as usual, and resumes it if it is paused.
  public JobOpening(
      String id,
      String source,
      AnswerVersion answers,
      long rowsTotal,
      long rowsRefused,
      boolean force,
      boolean retry,
      @Nullable BigDecimal budgetUsd,
      boolean liftCap,
      @Nullable Duration modelPatience,
      @Nullable Double maxErrorRatio,
      @Nullable Duration rulesAfter,
      JobTiers tiers) {
    this(
        id,
        source,
        answers,
        rowsTotal,
        rowsRefused,
        force,
        retry,
        budgetUsd,
        liftCap,
        modelPatience,
        maxErrorRatio,
        rulesAfter,
        tiers,
        null,
        false);
  }
}
