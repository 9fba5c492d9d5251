package dev.classify.simulator.recording;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request that arrived, and its result.
///
/// @param number from 1 in the order of arrival, since the last reset
/// @param arrivedNanos when its headers arrived, by a monotonic clock
/// @param path of the endpoint
/// @param keyHash the first bytes of the SHA-256 of its key; empty without a key
/// @param model null if the request was not valid
/// @param indicators the number of indicators it asks about
/// @param requestId the `x-request-id` of the reply
/// @param status null while the request is in flight, and for ever if no reply was sent
/// @param errorCode the `code` of an error reply
/// @param completionTokens 0 if it was refused
/// @param faults names of the faults that applied
/// @param idempotencyKey its `Idempotency-Key`
/// @param clientRequestId its `X-Client-Request-Id`
/// @param answeredNanos when the end of the reply was sent
/// @param tier the price at which it counts, such as `default`, `flex` or `batch`; null if the
///     request was not valid
/// @param batchId the batch of which it is a line; null for other requests
/// @param customId its id within that batch
public record RecordedRequest(
    long number,
    long arrivedNanos,
    Instant arrivedAt,
    String path,
    String keyHash,
    @Nullable String model,
    int indicators,
    boolean stream,
    String requestId,
    @Nullable Integer status,
    @Nullable String errorCode,
    int promptTokens,
    int cachedTokens,
    int cacheWriteTokens,
    int completionTokens,
    List<String> faults,
    @Nullable String idempotencyKey,
    @Nullable String clientRequestId,
    @Nullable Long answeredNanos,
    @Nullable String tier,
    @Nullable String batchId,
    @Nullable String customId) {

  public RecordedRequest {
    faults = List.copyOf(faults);
  }

  /// Whether the model answered, which the user pays even if the answer does not arrive.
  public boolean billed() {
    return completionTokens > 0;
  }

  public ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("number", number)
            .put("arrived_nanos", arrivedNanos)
            .put("arrived_at", arrivedAt.toString())
            .put("path", path)
            .put("key_hash", keyHash)
            .put("model", model)
            .put("indicators", indicators)
            .put("stream", stream)
            .put("request_id", requestId)
            .put("status", status)
            .put("error_code", errorCode)
            .put("prompt_tokens", promptTokens)
            .put("cached_tokens", cachedTokens)
            .put("cache_write_tokens", cacheWriteTokens)
            .put("completion_tokens", completionTokens)
            .put("idempotency_key", idempotencyKey)
            .put("client_request_id", clientRequestId)
            .put("answered_nanos", answeredNanos)
            .put("tier", tier)
            .put("batch_id", batchId)
            .put("custom_id", customId)
            .put("billed", billed());
    ArrayNode names = json.putArray("faults");
    faults.forEach(names::add);
    return json;
  }
}
