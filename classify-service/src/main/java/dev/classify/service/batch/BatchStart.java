package dev.classify.service.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.classify.budget.Limits;
import dev.classify.budget.RateLimitReport;
import dev.classify.llm.Examples;
import dev.classify.outcome.AnswerVersion;
import dev.classify.store.outcomes.OutcomeStore;
import dev.classify.store.outcomes.StoredAnswer;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a batch knows at its start, as the journal keeps it: every replay on any worker uses these
/// values and not the worker's own.
///
/// The JSON names are those of the journals that already exist.
///
/// @param modelNames the models that the batch asks until it ends
/// @param limits of the account for each model
/// @param reasoningRoles the roles with a reasoning model, whose reasoning takes tokens
/// @param answerVersion the version that the answers are stored under
/// @param stored what an earlier invocation of the batch stored; null where none did
/// @param knownAnswers stored answers to contents of the batch, by content hash
/// @param examples shown with every question of the batch
/// @param unreportedTokens what requests of earlier batches took beyond their estimates and the
///     budget does not know yet
/// @param rateLimitReports the provider's latest rate limit headers
record BatchStart(
    @JsonProperty("setUp") ModelNames modelNames,
    Limits limits,
    @JsonProperty("reasoning") Set<ModelRole> reasoningRoles,
    @JsonProperty("answers") AnswerVersion answerVersion,
    OutcomeStore.@Nullable StoredBatch stored,
    @JsonProperty("known") Map<String, StoredAnswer> knownAnswers,
    Examples examples,
    @JsonProperty("tokensBeyond") Map<ModelRole, Long> unreportedTokens,
    @JsonProperty("observed") Map<ModelRole, RateLimitReport> rateLimitReports) {}
