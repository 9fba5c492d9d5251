/// The rate limiter for requests to language models: when the next request may be sent.
///
/// docs/limits.md describes it for users and reports measurements. This page is for developers.
/// `BudgetTest` runs the whole limiter on a virtual clock; `classify bench budget` measures it.
///
/// # The contract
///
/// [dev.classify.budget.SharedBudget] is the state of one provider account and model, shared by all
/// workers and jobs. It is a pure value: [dev.classify.budget.SharedBudget#lease] takes what a
/// worker wants to send ([dev.classify.budget.GrantRequest], one for each job) and the time, and
/// returns send times and the next state. A row of the table `llm_budgets` stores it; its lock
/// serialises the calls, and the clock of the database is the only one. There is no locking here.
///
/// **Invariant.** No window of sixty seconds, wherever it begins, holds more requests or tokens
/// than the limit of the account, nor of a job more than the limit of that job. It must hold at the
/// provider, where requests arrive earlier or later than they were sent.
///
/// **Goal.** As long as any worker has something to send, at least 98 % of the limit is used.
///
/// # The life of a request
///
/// - *Waiting*: it stands in the queue of its worker, behind those of batches that have begun. The
///   worker asks for slots for all that wait, at most as many as it may have in flight
///   ([dev.classify.budget.LeaseTiming] says when). However long it waits, nothing is written to
///   the journal of its batch.
/// - *Granted*: it has a send time, at most [dev.classify.budget.Budget#HORIZON] ahead. A grant
///   used more than [dev.classify.budget.Budget#GRACE] late is void, and the request waits again.
/// - *Sent*: its result is recorded. If it was throttled or the server failed, it waits again.
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
/// 4. **External usage** ([dev.classify.budget.ExternalUsage]). The provider's `x-ratelimit-*`
///    headers say what is left. Whatever is missing beyond our own grants
///    ([dev.classify.budget.GrantHistory]) is used by other programs on the account, and the limit
///    is lowered by it. Buckets and sliding minutes give capacity back continuously; for a fixed
///    window only what is left may be sent before the window ends.
/// 5. **Hold**. A 429 response calls [dev.classify.budget.SharedBudget#held]: nobody sends before
///    the time that it names, at most [dev.classify.budget.SharedBudget#HOLD_MAX] later.
/// 6. **Circuit breaker** ([dev.classify.budget.CircuitBreaker]). After a run of failures that say
///    nothing about the rows, one probe at a time is sent until a good answer comes; then the pace
///    rises to its full value again.
/// 7. **Correction** ([dev.classify.budget.Pace#corrected]). Tokens are estimated before sending;
///    the difference to what the provider bills moves the token pace afterwards.
///
/// # The constants
///
/// - `Pace.USED_PART`, 0.983: leaves 1.02 s of each minute for requests that arrive closer
///   together than they were sent
/// - `Budget.GRACE`, 400 ms: the part of that 1.02 s that a worker may be late; the rest
///   covers clock differences and the network
/// - `Budget.HORIZON`, 2 s: covers the pause between two calls of a worker and the round trip;
///   longer, and a worker that dies loses more grants
/// - `JobPace.ACTIVE_MILLIS`, 3 s: a worker asks at least every second while a job waits in it
/// - `JobPace.CATCH_UP_MILLIS`, 200 ms: a request that was late because the account was busy
///   does not delay the job's next one by as much
/// - `GrantRound.UNUSED_MAX_MILLIS`, 0.5 s: the account's pace that a job with a low limit
///   may leave unused before its request
/// - `LeaseTiming.BETWEEN_MIN_MILLIS`, 100 ms: ten calls per second and worker are no load
/// - `LeaseTiming.WAITING_MIN_MILLIS`, `WAITING_MAX_MILLIS`, 0.5 s, 1 s: well within the horizon
/// - `CircuitBreaker.FAILURES_MIN`, `FAILING_MIN_MILLIS`, 8, 2 s: a server that fails half of the
///   time rarely fails eight times in a row
/// - `CircuitBreaker.PAUSES_PER_OUTAGE`, 40: after an outage of three minutes, the next probe comes
///   at most 4.5 s after its end, and the pace is full again 13 s after it
/// - `CircuitBreaker.PROBE_MAX_MILLIS`, 7 s: a probe that hangs does not delay the next one longer,
///   and the pace is full again 15 s after a hang. Each that hangs may have been paid for
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
