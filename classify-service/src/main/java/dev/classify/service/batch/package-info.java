/// The Restate handlers: from a batch on the wire to its stored outcomes.
///
/// A batch comes in at [dev.classify.service.batch.ClassifyService]. `BatchClassifier` checks its
/// rows and applies the rules; `BatchStore` stores the outcomes.
/// [dev.classify.service.batch.LlmBatch] has a model answer the other rows in between:
///
/// - `LlmConversation` asks in rounds until every content has a `ContentVerdict`.
/// - `RequestPlan` packs contents into requests; the package `send` sends them.
/// - `NextStep` decides what follows an outcome; `AnswerCheck` and `FieldVote` judge the answers.
/// - `Journal` stands between these and Restate, so that tests run without it.
@NullMarked
package dev.classify.service.batch;

import org.jspecify.annotations.NullMarked;
