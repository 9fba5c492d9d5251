package dev.classify.store.outcomes;

import dev.classify.outcome.AnswerVersion;
import org.jspecify.annotations.Nullable;

/// Where the outcomes of a batch come from: job, batch, worker and answer version. Stored with
/// every outcome.
///
/// @param forced whether only answers of this generation stand
/// @param runId of the command that submitted the batch
/// @param worker name of the service
/// @param minConfidence from which the job keeps answers of the rules; null for the default
/// @param node the Restate node that got the batch; null if its command did not say
public record Provenance(
    String jobId,
    int generation,
    boolean forced,
    int round,
    int ordinal,
    String batchKey,
    String runId,
    String worker,
    AnswerVersion answers,
    @Nullable Double minConfidence,
    @Nullable String node) {}
