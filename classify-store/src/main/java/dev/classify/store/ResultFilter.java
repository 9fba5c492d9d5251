package dev.classify.store;

import org.jspecify.annotations.Nullable;

/// Which results are wanted; null means any.
///
/// @param text must occur in the id or the name, whatever the case
/// @param confidenceBelow only answers less sure than this
/// @param rowsMax at most so many rows; 0 for all
public record ResultFilter(
    @Nullable String jobId,
    @Nullable String family,
    @Nullable String indicatorType,
    @Nullable String unitType,
    @Nullable String currency,
    @Nullable String text,
    @Nullable Double confidenceBelow,
    int rowsMax) {

  /// Every result.
  public static final ResultFilter ALL =
      new ResultFilter(null, null, null, null, null, null, null, 0);
}
