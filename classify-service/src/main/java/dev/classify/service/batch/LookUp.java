package dev.classify.service.batch;

import dev.classify.budget.Reported;
import dev.classify.llm.Examples;
import dev.classify.outcome.AnswerVersion;
import dev.classify.store.OutcomeStore;
import dev.classify.store.StoredAnswer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a batch finds when it begins, as the journal keeps it.
///
/// @param setUp whom the batch asks, to its end
/// @param answers what the answers are given from; the version that they are stored under
/// @param stored what an earlier invocation stored of it; null where none did
/// @param known answers to contents of it, by content hash
/// @param examples shown with every question of the batch
/// @param tokensBeyond by stage: what requests of earlier batches took beyond their estimates, not
///     yet told to the budget
/// @param observed by stage: what the provider last said of the account
record LookUp(
    SetUp setUp,
    AnswerVersion answers,
    OutcomeStore.@Nullable Stored stored,
    Map<String, StoredAnswer> known,
    Examples examples,
    Map<Stage, Long> tokensBeyond,
    Map<Stage, Reported> observed) {}
