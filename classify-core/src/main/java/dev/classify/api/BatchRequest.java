package dev.classify.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A batch of rows as it is sent to a worker.
///
/// @param batchKey idempotency key, from job, generation, round, ordinal and content
/// @param jobId the job it belongs to
/// @param generation raised when a job is classified again with `--force`
/// @param forced whether this generation still has to answer everything again
/// @param round raised when the same content must be asked again within a generation
/// @param ordinal place in the job, from 0
/// @param runId the run that sent it; a result with another id is from an earlier run
/// @param answering who answers, and how fast; null means the rules
/// @param indicators rows as in a JSONL file, at most [BatchLimits#ROWS_MAX] of them with at most
///     [BatchLimits#BYTES_MAX] bytes; larger batches are refused while they are read
/// @param jobSecret shows that a command sent it that may read the table of jobs; null from an
///     older build
/// @param node the Restate node that it was given to first, as the sender names it; null from an
///     older build
public record BatchRequest(
    String batchKey,
    String jobId,
    int generation,
    boolean forced,
    int round,
    int ordinal,
    String runId,
    @Nullable AnswerSettings answering,
    @JsonDeserialize(using = BatchRowsReader.class) List<JsonNode> indicators,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String jobSecret,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String node) {

  /// Rejects what the tables cannot hold, and batches that a worker may have no memory for. Restate
  /// would retry such a batch forever.
  public BatchRequest {
    requireKey("batchKey", batchKey);
    requireKey("jobId", jobId);
    requireKey("runId", runId);
    if (generation < 1 || round < 0 || ordinal < 0) {
      throw new IllegalArgumentException("generation is at least 1, round and ordinal at least 0");
    }
    if (indicators == null) {
      throw new IllegalArgumentException("indicators is missing");
    }
    if (indicators.size() > BatchLimits.ROWS_MAX) {
      throw BatchRowsReader.tooManyRows();
    }
    indicators = List.copyOf(indicators);
    if (jobSecret != null) {
      requireKey("jobSecret", jobSecret);
    }
    if (node != null) {
      requireKey("node", node);
    }
  }

  /// The same batch, to be given to this node.
  public BatchRequest through(String toNode) {
    return new BatchRequest(
        batchKey,
        jobId,
        generation,
        forced,
        round,
        ordinal,
        runId,
        answering,
        indicators,
        jobSecret,
        toNode);
  }

  /// How the rows are answered, with the default.
  public AnswerSettings answerSettings() {
    return answering == null ? AnswerSettings.BY_RULES : answering;
  }

  /// Without the rows and the secret.
  @Override
  public String toString() {
    return "job=%s batch=%s ordinal=%d rows=%d"
        .formatted(jobId, batchKey, ordinal, indicators.size());
  }

  private static void requireKey(String field, @Nullable String key) {
    if (key == null
        || key.isBlank()
        || key.length() > BatchLimits.KEY_CHARACTERS_MAX
        || key.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          field
              + " is a text of 1 to "
              + BatchLimits.KEY_CHARACTERS_MAX
              + " characters without U+0000");
    }
  }
}
