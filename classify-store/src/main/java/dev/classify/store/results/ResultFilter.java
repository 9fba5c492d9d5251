package dev.classify.store.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which results to read; null means any.
///
/// @param ids only these; empty for any
/// @param text must occur in the id or the name, ignoring case
/// @param confidenceBelow only answers with a lower confidence
/// @param rowsMax at most this many rows; 0 for all
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

  /// The answers to these indicators.
  public static ResultFilter of(List<String> ids) {
    return new ResultFilter(ids, null, null, null, null, null, null, null, 0);
  }
}
