package dev.classify.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.api.BatchLimits;
import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts the input into batches by position alone, so that every run of a job cuts it the same way.
final class BatchCutter {

  private final List<JsonNode> rows = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final List<String> contentHashes = new ArrayList<>();
  private int ordinal;
  private int bytes;

  /// Adds the next row; returns the previous batch if the row starts a new one.
  Optional<Batch> add(Indicator indicator) {
    JsonNode row = IndicatorJson.write(indicator);
    int rowBytes = row.toString().getBytes(StandardCharsets.UTF_8).length;
    boolean full = rows.size() == BatchLimits.ROWS_MAX || bytes + rowBytes > BatchLimits.BYTES_MAX;
    Optional<Batch> before = full ? rest() : Optional.empty();
    rows.add(row);
    ids.add(indicator.id());
    contentHashes.add(ContentHash.of(indicator));
    bytes += rowBytes;
    return before;
  }

  /// The rows that are not in a batch yet, as the last batch; empty if there are none.
  Optional<Batch> rest() {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Batch batch = new Batch(ordinal++, bytes, rows, ids, contentHashes);
    rows.clear();
    ids.clear();
    contentHashes.clear();
    bytes = 0;
    return Optional.of(batch);
  }
}
