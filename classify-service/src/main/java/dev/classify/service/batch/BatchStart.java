package dev.classify.service.batch;

import dev.classify.budget.Limits;
import dev.classify.budget.RateLimitReport;
import dev.classify.llm.Examples;
import dev.classify.outcome.AnswerVersion;
import dev.classify.store.outcomes.OutcomeStore;
import dev.classify.store.outcomes.StoredAnswer;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a batch finds when it begins, as the journal keeps it.
///
/// @param modelNames whom the batch asks, to its end
/// @param limits of the account for each model: every replay asks for the same
/// @param reasoningRoles the stages whose model thinks before it answers, which takes tokens
/// @param answerVersion what the answers are given from; the version that they are stored under
/// @param stored what an earlier invocation stored of it; null where none did
/// @param knownAnswers answers to contents of it, by content hash
/// @param examples shown with every question of the batch
/// @param unreportedTokens by stage: what requests of earlier batches took beyond their estimates,
// not
///     yet told to the budget
/// @param rateLimitReports by stage: what the provider last said of the account
record BatchStart(
    ModelNames modelNames,
    Limits limits,
    Set<ModelRole> reasoningRoles,
    AnswerVersion answerVersion,
    OutcomeStore.@Nullable StoredBatch stored,
    Map<String, StoredAnswer> knownAnswers,
    Examples examples,
    Map<ModelRole, Long> unreportedTokens,
    Map<ModelRole, RateLimitReport> rateLimitReports) {}
