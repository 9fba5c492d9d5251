package dev.classify.cli.report;

import dev.classify.api.BatchResult;
import dev.classify.terminal.ShownText;
import java.net.URI;

/// What became of one batch, in a line.
public final class BatchText {

  private BatchText() {}

  /// Such as `batch 12: 49 classified, 1 rejected, by classify-service-2 through localhost:28080`.
  ///
  /// @param ordinal of the batch in the job, from 0; people count from 1
  /// @param ingress the node that answered
  public static String line(int ordinal, BatchResult result, URI ingress) {
    StringBuilder counts = new StringBuilder();
    append(counts, result.classified(), "classified");
    append(counts, result.unchanged(), "unchanged");
    append(counts, result.rejected(), "rejected");
    append(counts, result.undone(), "left");
    return "batch %d: %s, by %s through %s"
        .formatted(ordinal + 1, counts, ShownText.of(result.worker()), ingress.getAuthority());
  }

  private static void append(StringBuilder counts, int rows, String word) {
    if (rows > 0) {
      counts.append(counts.isEmpty() ? "" : ", ").append(rows).append(' ').append(word);
    }
  }
}
