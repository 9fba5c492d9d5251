package dev.classify.store.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which results are wanted; null means any.
///
/// @param ids only these; empty for any
/// @param text must occur in the id or the name, whatever the case
/// @param confidenceBelow only answers less sure than this
/// @param rowsMax at most so many rows; 0 for all
public record ResultFilter(
    List<String> ids,
    @Nullable String jobId,
    @Nullable String family,
    @Nullable String indicatorType,
    @Nullable String unitType,
    @Nullable String currency,
    @Nullable String text,
    @Nullable Double confidenceBelow,
    int rowsMax) {

  public ResultFilter {
    ids = List.copyOf(ids);
  }

  /// The answers for these indicators, as far as there are any.
  public static ResultFilter of(List<String> ids) {
    return new ResultFilter(ids, null, null, null, null, null, null, null, 0);
  }
}
