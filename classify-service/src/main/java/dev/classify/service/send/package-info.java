/// How a request to a model is sent: when its turn comes, entered in the ledger, and again until
/// the server gives an answer.
///
/// A *send slot* is the permission to send one request at one time. The shared budget *grants* it,
/// a worker *leases* it, and it is *void* if it is used too late.
///
/// - `RequestSender` sends one request. What time cures (a full rate limit, a paused job, a server
///   that fails) it waits for, inside one durable step, so that the journal does not grow.
/// - `SendSlots` holds the requests that wait in this worker, in a `SlotQueue` for each model. It
///   leases send slots from the budget that all workers share.
/// - `ConcurrencyLimit` bounds how many of them are in flight.
/// - `RequestLedger` and `WorkerClock` stand between these and the database and the time.
@NullMarked
package dev.classify.service.send;

import org.jspecify.annotations.NullMarked;
