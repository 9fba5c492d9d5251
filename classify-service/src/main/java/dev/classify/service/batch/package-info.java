/// The Restate handlers: from a batch on the wire to its stored outcomes.
///
/// A batch comes in at [dev.classify.service.batch.ClassifyService]. `BatchClassifier` checks its
/// rows and applies the rules; `BatchStore` stores the outcomes.
/// [dev.classify.service.batch.LlmBatch] has a model answer the other rows in between:
///
/// - `LlmConversation` asks in rounds until every content has a `ContentVerdict`.
/// - `RequestPlan` packs contents into requests, `RequestSender` gets grants for them from the
/// budget,
///   `RequestStep` carries out one grant: one row in the ledger and one request.
/// - `NextStep` decides what follows an outcome; `AnswerCheck` and `FieldVote` judge the answers.
/// - `Journal`, `RequestLedger` and `WorkerClock` stand between these and Restate, the database and
///   the time, so that tests run without them.
@NullMarked
package dev.classify.service.batch;

import org.jspecify.annotations.NullMarked;
