package dev.classify.budget;

import java.util.ArrayList;
import java.util.List;

/// Gives the requests of one batch their send times, one after the other.
final class GrantRound {

  /// How long before its first send time a queued batch asks again. The round trip to the budget
  /// may take that long on a busy machine; any longer, and more grants are lost with a worker.
  private static final double AHEAD_MILLIS = 2_500;

  /// The least of it, for a batch whose requests are so far apart that they would not fit into the
  /// horizon otherwise.
  private static final double AHEAD_MIN_MILLIS = 800;

  /// How much later than necessary a batch asks again, so that batches that ask out of turn do not
  /// split its requests.
  private static final double SPARE_MILLIS = 1_000;

  /// How much of the account's pace a job with a low limit may leave unused before its request.
  private static final double UNUSED_MAX_MILLIS = 500;

  private final GrantRequest ask;
  private final double nowMillis;
  private final boolean alone;
  private final double share;
  private final double busyBeforeMillis;
  private final double earliestMillis;
  private final List<Long> sendTimesMillis = new ArrayList<>();
  private Pace account;
  private ReservedSlots slots;
  private JobPace job;

  /// @param alone whether no other job is active
  /// @param share part of the account that the job may use, more than 0 and at most 1
  /// @param busyBeforeMillis how long the batches that are served first keep the pace busy
  /// @param earliestMillis nobody sends before this time
  GrantRound(
      GrantRequest ask,
      double nowMillis,
      boolean alone,
      double share,
      double busyBeforeMillis,
      double earliestMillis,
      Pace account,
      ReservedSlots slots,
      JobPace job) {
    this.ask = ask;
    this.nowMillis = nowMillis;
    this.alone = alone;
    this.share = share;
    this.busyBeforeMillis = busyBeforeMillis;
    this.earliestMillis = earliestMillis;
    this.account = account;
    this.slots = slots;
    this.job = job;
  }

  /// Grants as many as can be sent within the horizon.
  void grant() {
    for (long tokens : ask.tokens()) {
      if (earliestGrantMillis(tokens) > nowMillis) {
        return;
      }
      double at = sendMillis(tokens);
      if (takesSlot(tokens)) {
        slots =
            slots.with(
                new ReservedSlots.Slot(at, at + account.gapMillis(tokens, ask.accountLimits())));
      } else {
        account = account.after(at, tokens, ask.accountLimits(), 1);
      }
      sendTimesMillis.add((long) Math.ceil(at));
      job = job.after(at, tokens, ask, share, nowMillis);
    }
  }

  /// The tokens of the requests that were not granted.
  List<Long> remainingTokens() {
    return ask.tokens().subList(sendTimesMillis.size(), ask.tokens().size());
  }

  /// When the remaining requests, or as many of them as possible, can be granted together. A
  /// request that takes a slot comes as early as possible: otherwise others would have taken the
  /// slots.
  double askAgainAtMillis() {
    long next = remainingTokens().getFirst();
    double first = earliestGrantMillis(next);
    if (takesSlot(next)) {
      return first;
    }
    double horizon = Budget.HORIZON.toMillis();
    double untilAllFit =
        durationMillisOf(remainingTokens().subList(0, remainingTokens().size() - 1)) + SPARE_MILLIS;
    return first + Math.clamp(untilAllFit, horizon - AHEAD_MILLIS, horizon - AHEAD_MIN_MILLIS);
  }

  /// How long the remaining requests will keep the job's pace busy.
  double durationMillis() {
    return durationMillisOf(remainingTokens());
  }

  List<Long> sendTimesMillis() {
    return sendTimesMillis;
  }

  Pace account() {
    return account;
  }

  ReservedSlots slots() {
    return slots;
  }

  JobPace job() {
    return job;
  }

  /// Whether a request takes a slot ahead of the account's pace, because its job's own limit delays
  /// it. A request larger than those before does not: room has to be made for it first.
  private boolean takesSlot(long tokens) {
    return !alone
        && job.dueByOwnLimits(tokens, ask) > onPaceMillis(tokens)
        && account.roomWaitMillis(tokens, ask.accountLimits()) == 0;
  }

  /// When the request can be granted: the horizon before its send time, after the batches ahead.
  private double earliestGrantMillis(long tokens) {
    double due = Math.max(sendMillis(tokens), job.dueByShare(tokens, ask, share));
    return due
        - (isDelayedWithoutSlot(tokens) ? UNUSED_MAX_MILLIS : Budget.HORIZON.toMillis())
        + busyBeforeMillis;
  }

  /// Whether the job's own limit delays a request that takes no slot. The account's pace is unused
  /// until then, which must not be long.
  private boolean isDelayedWithoutSlot(long tokens) {
    return !alone
        && !takesSlot(tokens)
        && job.dueByOwnLimits(tokens, ask) > onPaceMillis(tokens) + UNUSED_MAX_MILLIS;
  }

  /// The send time of the request among those of all jobs. A request that its own limit delays is
  /// put a whole number of gaps later, so that the gap before it is not lost for the others.
  private double sendMillis(long tokens) {
    double next = onPaceMillis(tokens);
    double later = Math.max(0, job.dueByOwnLimits(tokens, ask) - next);
    double gap = account.gapMillis(tokens, ask.accountLimits());
    boolean inWholeGaps = gap > 0 && takesSlot(tokens);
    return slots.firstFreeMillis(next + (inWholeGaps ? Math.ceil(later / gap) * gap : later), gap);
  }

  /// The next time on the account's pace that was not given away. Reserved slots within the pause
  /// that a larger request needs do not shorten that pause.
  private double onPaceMillis(long tokens) {
    Limits limits = ask.accountLimits();
    double due = account.dueMillis(tokens, limits, 1);
    double wait = account.roomWaitMillis(tokens, limits);
    double leftOut = wait == 0 ? 0 : slots.takenMillisFrom(due - wait);
    return slots.firstFreeMillis(
        Math.max(earliestMillis, due + leftOut), account.gapMillis(tokens, limits));
  }

  private double durationMillisOf(List<Long> requests) {
    JobPace pace = JobPace.idle(nowMillis);
    double due = nowMillis;
    for (long tokens : requests) {
      pace = pace.after(due, tokens, ask, share, nowMillis);
      double both = Math.max(pace.dueByOwnLimits(tokens, ask), pace.dueByShare(tokens, ask, share));
      due = Math.max(due, both);
    }
    return due - nowMillis;
  }
}
