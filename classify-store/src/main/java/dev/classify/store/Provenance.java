package dev.classify.store;

import dev.classify.outcome.AnswerVersion;

/// Who answered a batch, in whose name, and in which try: stored beside every outcome of it.
///
/// @param worker name of the service
public record Provenance(
    String jobId,
    int generation,
    int round,
    int ordinal,
    String batchKey,
    String worker,
    AnswerVersion answers) {}
