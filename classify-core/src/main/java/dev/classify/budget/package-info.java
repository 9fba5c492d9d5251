/// The rate limiter for requests to language models: when the next request may be sent.
///
/// docs/limits.md describes it for users and reports measurements. This page is for developers.
/// `BudgetTest` runs the whole limiter on a virtual clock; `classify bench budget` measures it.
///
/// # The contract
///
/// [dev.classify.budget.Budget] is the state of one provider account and model, shared by all
/// workers and jobs. It is a pure value: [dev.classify.budget.Budget#decide] takes a
/// [dev.classify.budget.GrantRequest] and the time, and returns a
/// [dev.classify.budget.GrantResponse] and the next state. A virtual object in Restate stores the
/// state and serialises the calls, so there is no locking here.
///
/// **Invariant.** No window of sixty seconds, wherever it begins, holds more requests or tokens
/// than the limit of the account, nor of a job more than the limit of that job. It must hold at the
/// provider, where requests arrive earlier or later than they were sent.
///
/// **Goal.** As long as any batch has something to send, at least 98 % of the limit is used.
///
/// # The life of a batch
///
/// A batch asks for the send times of all requests that it has left.
///
/// - *Granted*: it gets send times for the first ones, at most [dev.classify.budget.Budget#HORIZON]
///   ahead. The worker waits inside the durable step of each request and sends it at that time. A
///   grant used more than [dev.classify.budget.Budget#GRACE] late is void. The batch asks for the
///   rest once the granted requests have ended, and then goes before batches that have not started,
///   so that what is started finishes.
/// - *Queued*: nothing can be granted within the horizon. The batch joins the wait queue of its job
///   and the response says when to ask again. It keeps its position if that turns out to be too
///   early.
/// - *Gone*: a queued batch that does not return is skipped after [dev.classify.budget.WaitQueue]
///   has waited `LATE_MILLIS`, and forgotten after `MISSED_MILLIS`.
///
/// # The algorithm
///
/// 1. **Pace** ([dev.classify.budget.Pace]). A generic cell rate algorithm (GCRA) without a burst:
///    each send moves the next due time by one gap, 60 s divided by the limit. There is one due
///    time for requests and one for tokens; the later one counts. Evenly spread requests keep the
///    invariant for every window, which a counter per minute would not. A token gap leaves room for
///    the largest recent request, because a window can hold one request beyond those that its gaps
///    pay for.
/// 2. **Fair share** ([dev.classify.budget.FairShare]). Every job that asked recently has a pace of
///    its own at an equal part of the account; what a job with a low limit cannot use is divided
///    among the others. A second pace keeps the job's own limit ([dev.classify.budget.JobPace]).
/// 3. **Reserved slots** ([dev.classify.budget.ReservedSlots]). A request that its job's own limit
///    delays takes a slot ahead of the account's pace, and the other jobs are granted times around
///    it. Otherwise either the account would be unused until then, or the others would have taken
///    the time at which it is due.
/// 4. **Wait queue** ([dev.classify.budget.WaitQueue]). Queued batches are told different times, in
///    the order in which they will be served, so that they do not all ask at once. The time is
///    chosen so that all requests of a batch can be granted together
///    ([dev.classify.budget.GrantRound#askAgainAtMillis]).
/// 5. **External usage** ([dev.classify.budget.ExternalUsage]). The provider's `x-ratelimit-*`
///    headers say what is left. Whatever is missing beyond our own grants
///    ([dev.classify.budget.GrantHistory]) is used by other programs on the account, and the limit
///    is lowered by it. Buckets and sliding minutes give capacity back continuously; for a fixed
///    window only what is left may be sent before the window ends.
/// 6. **Hold**. A 429 response calls [dev.classify.budget.Budget#held]: nobody sends before the
///    time that it names.
/// 7. **Correction** ([dev.classify.budget.Pace#corrected]). Tokens are estimated before sending;
///    the difference to what the provider bills moves the token pace afterwards.
///
/// # The constants
///
/// - `Pace.USED_PART`, 0.983: leaves 1.02 s of each minute for requests that arrive closer
///   together than they were sent
/// - `Budget.GRACE`, 400 ms: the part of that 1.02 s that a worker may be late; the rest
///   covers clock differences and the network
/// - `Budget.HORIZON`, 5 s: covers the round trip to the budget; longer, and a worker that
///   dies loses more grants
/// - `Budget.ASK_AGAIN_MAX_MILLIS`, 20 s: a queued batch looks again at least this often: a
///   job may have ended, and others may go faster
/// - `JobPace.ACTIVE_MILLIS`, 25 s: above `ASK_AGAIN_MAX_MILLIS`, so that a job that only
///   waits still counts as active
/// - `JobPace.CATCH_UP_MILLIS`, 200 ms: a request that was late because the account was busy
///   does not delay the job's next one by as much
/// - `GrantRound.AHEAD_MILLIS`, 2.5 s: how early a queued batch asks: the way to and from the
///   budget on a busy machine
/// - `GrantRound.AHEAD_MIN_MILLIS`, 0.8 s: the least of it, if the requests of a batch are
///   far apart and would otherwise not fit into the horizon
/// - `GrantRound.SPARE_MILLIS`, 1 s: added to that time, so that a batch that asks out of
///   turn does not split the requests
/// - `GrantRound.UNUSED_MAX_MILLIS`, 0.5 s: the account's pace that a job with a low limit
///   may leave unused before its request
/// - `WaitQueue.LATE_MILLIS`, 1 s: nobody waits longer for a batch that does not return
/// - `WaitQueue.MISSED_MILLIS`, 15 s: by then its worker has died, or it comes back as a new
///   one
/// - `GrantHistory.KEPT_SECONDS`, 90 s: a minute, and the time an answer takes to come back
///   with its headers
/// - `Pace.LARGEST_DECAY`, 0.99: the size of the largest request fades by 1 % with each
///   smaller one
/// - `ReservedSlots.ROUNDING_MILLIS`, 0.01 ms: sums of gaps differ by at most this
/// - `ExternalUsage.TOLERATED_PART`, `TOLERATED_COUNT`, 3 %, 2: requests do not arrive
///   exactly when they should, so smaller differences mean nothing
/// - `ExternalUsage.SQUEEZE_LIMIT_MIN`, 200: with a smaller limit nothing may be left
///   although we are alone
/// - `ExternalUsage.SQUEEZE_PER_SECOND`, `SQUEEZE_MAX`, 2 %, 90 %: where nothing is left
///   nobody knows how much others take: give way step by step until something is left, and
///   never stop entirely
/// - `ExternalUsage.SQUEEZE_STEP_MAX_MILLIS`, 5 s: a long silence is not one large step
/// - `ExternalUsage.NOT_REFILLED`, 1.2: a window emptier than this multiple of what a bucket
///   would still lack is a fixed window
/// - `ExternalUsage.FIXED_RESET_MAX_MILLIS`, 50 s: a longer reset is a sliding minute, or a
///   bucket that is nearly empty
///
/// # Stored state
///
/// The state outlives a deployment: an older build may have written it. The JSON names
/// (`@JsonProperty`, pinned by `StoredBudgetTest`) therefore never change, and a component that an
/// older build did not write gets a default in its constructor.
@NullMarked
package dev.classify.budget;

import org.jspecify.annotations.NullMarked;
