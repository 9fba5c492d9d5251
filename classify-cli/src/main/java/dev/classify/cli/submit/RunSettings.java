package dev.classify.cli.submit;

import dev.classify.api.AnswerSettings;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What the user wants of a run.
///
/// @param jobId null to make one from input and settings
/// @param force classify again what has an answer
/// @param retry ask again for what was rejected
/// @param inFlightMax batches under way at the same time; null for as many as the pace needs
/// @param answering who answers and how fast; without a provider, who the workers answer by default
/// @param rowsShown how many ids of the input to remember for the report
/// @param budgetUsd what the job may spend over all of its runs; null for any amount
public record RunSettings(
    @Nullable String jobId,
    boolean force,
    boolean retry,
    @Nullable Integer inFlightMax,
    AnswerSettings answering,
    int rowsShown,
    @Nullable BigDecimal budgetUsd) {

  /// One that may spend any amount.
  public RunSettings(
      @Nullable String jobId,
      boolean force,
      boolean retry,
      @Nullable Integer inFlightMax,
      AnswerSettings answering,
      int rowsShown) {
    this(jobId, force, retry, inFlightMax, answering, rowsShown, null);
  }
}
