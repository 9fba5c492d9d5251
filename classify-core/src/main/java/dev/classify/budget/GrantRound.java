package dev.classify.budget;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives the waiting requests of one job in one worker their send times, one after the other.
final class GrantRound {

  /// How much of the account's pace a job with a low limit may leave unused before its request.
  private static final double UNUSED_MAX_MILLIS = 500;

  private final GrantRequest ask;
  private final double nowMillis;
  private final boolean alone;
  private final double share;
  private final double earliestMillis;
  private final List<Long> sendTimesMillis = new ArrayList<>();
  private Pace account;
  private ReservedSlots slots;
  private JobPace job;

  /// @param alone whether no other job is active
  /// @param share part of the account that the job may use, more than 0 and at most 1
  /// @param earliestMillis nobody sends before this time
  GrantRound(
      GrantRequest ask,
      double nowMillis,
      boolean alone,
      double share,
      double earliestMillis,
      Pace account,
      ReservedSlots slots,
      JobPace job) {
    this.ask = ask;
    this.nowMillis = nowMillis;
    this.alone = alone;
    this.share = share;
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

  /// When the first request that was not granted can be granted; null if all were.
  @Nullable Double askAgainAtMillis() {
    return sendTimesMillis.size() == ask.tokens().size()
        ? null
        : earliestGrantMillis(ask.tokens().get(sendTimesMillis.size()));
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

  /// When the request can be granted: the horizon before its send time.
  private double earliestGrantMillis(long tokens) {
    double due = Math.max(sendMillis(tokens), job.dueByShare(tokens, ask, share));
    return due - (isDelayedWithoutSlot(tokens) ? UNUSED_MAX_MILLIS : Budget.HORIZON.toMillis());
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
}
