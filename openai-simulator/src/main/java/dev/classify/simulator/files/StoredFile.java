package dev.classify.simulator.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file, as the schema `OpenAIFile` of github.com/openai/openai-openapi describes it.
///
/// @param expiresAt when the provider would delete it, which the simulator does not; null for never
public record StoredFile(
    String id,
    String name,
    String purpose,
    FileContent content,
    Instant createdAt,
    @Nullable Instant expiresAt) {

  /// What is uploaded for a batch.
  public static final String BATCH = "batch";

  /// What a batch writes.
  public static final String BATCH_OUTPUT = "batch_output";

  public ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("object", "file")
            .put("id", id)
            .put("purpose", purpose)
            .put("filename", name)
            .put("bytes", content.size())
            .put("created_at", createdAt.getEpochSecond())
            .put("status", "processed")
            .putNull("status_details");
    return json.put("expires_at", expiresAt == null ? null : expiresAt.getEpochSecond());
  }
}
