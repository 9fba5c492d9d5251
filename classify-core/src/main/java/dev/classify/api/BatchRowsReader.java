package dev.classify.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the rows of a batch, and stops at the first limit of [BatchLimits] that they exceed.
///
/// A batch that is read completely before it is measured can take all memory of a worker. Restate
/// would then give it to the next worker.
final class BatchRowsReader extends JsonDeserializer<List<JsonNode>> {

  @Override
  public List<JsonNode> deserialize(JsonParser json, DeserializationContext context)
      throws IOException {
    if (!json.isExpectedStartArrayToken()) {
      throw new IllegalArgumentException("indicators is not a list; fix: send a list of objects");
    }
    CountingParser rows = new CountingParser(json);
    long start = position(json);
    List<JsonNode> read = new ArrayList<>();
    while (rows.nextToken() != JsonToken.END_ARRAY) {
      if (read.size() == BatchLimits.ROWS_MAX) {
        throw tooManyRows();
      }
      read.add(context.readTree(rows));
      if (read.size() > 1 && position(json) - start > BatchLimits.BYTES_MAX) {
        throw new IllegalArgumentException(
            "the indicators take more than %,d bytes as JSON; fix: send fewer rows in each batch"
                .formatted(BatchLimits.BYTES_MAX));
      }
    }
    return read;
  }

  static IllegalArgumentException tooManyRows() {
    return new IllegalArgumentException(
        "a batch holds at most %d indicators; fix: send the others in further batches"
            .formatted(BatchLimits.ROWS_MAX));
  }

  /// In bytes of the request, or in characters if the JSON was a text.
  private static long position(JsonParser json) {
    return Math.max(json.currentLocation().getByteOffset(), json.currentLocation().getCharOffset());
  }

  private static final class CountingParser extends JsonParserDelegate {

    private int tokens;

    CountingParser(JsonParser json) {
      super(json);
    }

    @Override
    public JsonToken nextToken() throws IOException {
      if (++tokens > BatchLimits.TOKENS_MAX) {
        throw new IllegalArgumentException(
            "the indicators hold more than %,d JSON tokens; fix: send fewer rows in each batch, and"
                    .formatted(BatchLimits.TOKENS_MAX)
                + " shorter samples");
      }
      return super.nextToken();
    }
  }
}
