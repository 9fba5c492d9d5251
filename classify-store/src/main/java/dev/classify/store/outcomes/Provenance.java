package dev.classify.store.outcomes;

import dev.classify.outcome.AnswerVersion;

/// Where the outcomes of a batch come from: job, batch, worker and answer version. Stored with
/// every outcome.
///
/// @param forced whether only answers of this generation stand
/// @param runId of the command that submitted the batch
/// @param worker name of the service
public record Provenance(
    String jobId,
    int generation,
    boolean forced,
    int round,
    int ordinal,
    String batchKey,
    String runId,
    String worker,
    AnswerVersion answers) {}
