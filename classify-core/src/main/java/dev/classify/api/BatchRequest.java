package dev.classify.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// The wire unit of a job.
///
/// @param batchKey idempotency key, from job, generation, round, ordinal and content
/// @param jobId the job it belongs to
/// @param generation raised when a job is classified again on purpose
/// @param round raised when the same content must be asked again within a generation
/// @param ordinal place in the job, from 0
/// @param runId the process that handed it over; an answer with another one is from an earlier run
/// @param indicators rows as in a JSONL file, at most [BatchLimits#ROWS] of them
public record BatchRequest(
    String batchKey,
    String jobId,
    int generation,
    int round,
    int ordinal,
    String runId,
    List<JsonNode> indicators) {

  public BatchRequest {
    indicators = List.copyOf(indicators);
  }
}
