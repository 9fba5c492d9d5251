package dev.classify.store.outcomes;

import dev.classify.outcome.AnswerVersion;

/// Who answered a batch, in whose name, and in which try: stored beside every outcome of it.
///
/// @param forced whether only answers of this generation count as given
/// @param runId of the command that handed the batch over
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
