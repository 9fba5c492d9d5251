package dev.classify.budget;

import java.util.ArrayList;
import java.util.List;

/// Gives the requests of one ask their send times, one after the other.
final class GrantRound {

  /// How long before its send time a request is asked for that waits its turn: the way to and from
  /// the budget may take that long on a busy machine, and what is granted is lost with its worker.
  private static final double AHEAD = 2_500;

  /// The least of that, for a batch whose requests lie so far apart that they do not fit else.
  private static final double AHEAD_MIN = 800;

  /// By how much the turn of a batch is later than its requests need to be granted together: others
  /// that ask out of turn do not part it then.
  private static final double SPARE = 1_000;

  /// How much of the account's pace a job with low limits may leave unused before its request.
  private static final double KEPT = 500;

  private final GrantRequest ask;
  private final double now;
  private final boolean alone;
  private final double part;
  private final double before;
  private final double earliest;
  private final List<Long> sendTimes = new ArrayList<>();
  private Pace account;
  private ReservedSlots slots;
  private JobPace job;

  /// No request has its time yet.
  ///
  /// @param alone whether no other job asks
  /// @param part of the account that the job may use
  /// @param before for how long those are busy who are served first, milliseconds
  /// @param earliest nobody sends before
  GrantRound(
      GrantRequest ask,
      double now,
      boolean alone,
      double part,
      double before,
      double earliest,
      Pace account,
      ReservedSlots slots,
      JobPace job) {
    this.ask = ask;
    this.now = now;
    this.alone = alone;
    this.part = part;
    this.before = before;
    this.earliest = earliest;
    this.account = account;
    this.slots = slots;
    this.job = job;
  }

  /// Grants as many as may be sent soon.
  void give() {
    for (long tokens : ask.tokens()) {
      if (grantedFrom(tokens) > now) {
        return;
      }
      double at = place(tokens);
      if (isAhead(tokens)) {
        slots =
            slots.with(new ReservedSlots.Slot(at, at + account.gap(tokens, ask.accountLimits())));
      } else {
        account = account.after(at, tokens, ask.accountLimits(), 1);
      }
      sendTimes.add((long) Math.ceil(at));
      job = job.after(at, tokens, ask, part, now);
    }
  }

  /// Those that were not granted.
  List<Long> left() {
    return ask.tokens().subList(sendTimes.size(), ask.tokens().size());
  }

  /// When those that are left can be granted together, or as many of them as can. Whoever may send
  /// only later than others comes as early as possible: else they would have taken the places.
  double turn() {
    long next = left().getFirst();
    double first = grantedFrom(next);
    if (isAhead(next)) {
      return first;
    }
    double horizon = Budget.HORIZON.toMillis();
    double untilAllFit = lengthOf(left().subList(0, left().size() - 1)) + SPARE;
    return first + Math.clamp(untilAllFit, horizon - AHEAD, horizon - AHEAD_MIN);
  }

  /// For how long those that are left will keep the job's pace busy.
  double length() {
    return lengthOf(left());
  }

  List<Long> sendTimes() {
    return sendTimes;
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

  /// Whether a request takes a place from which others are still behind. One that is larger than
  /// those before does not: its room has to be left first.
  private boolean isAhead(long tokens) {
    return !alone
        && job.capDue(tokens, ask) > onPace(tokens)
        && account.waitForRoom(tokens, ask.accountLimits()) == 0;
  }

  private double grantedFrom(long tokens) {
    double due = Math.max(place(tokens), job.shareDue(tokens, ask, part));
    return due - (isPutOff(tokens) ? KEPT : Budget.HORIZON.toMillis()) + before;
  }

  /// Whether the job's own limits put a request later, and yet it takes no place ahead of others:
  /// they lose what lies between, which must not be much.
  private boolean isPutOff(long tokens) {
    return !alone && !isAhead(tokens) && job.capDue(tokens, ask) > onPace(tokens) + KEPT;
  }

  /// Where the request would stand among those of all jobs. What its own limits put later stands at
  /// a whole number of places from the next one, so that the others lose none.
  private double place(long tokens) {
    double next = onPace(tokens);
    double later = Math.max(0, job.capDue(tokens, ask) - next);
    double gap = account.gap(tokens, ask.accountLimits());
    boolean inPlaces = gap > 0 && isAhead(tokens);
    return slots.free(next + (inPlaces ? Math.ceil(later / gap) * gap : later), gap);
  }

  /// The next place that was not given away. Where nobody is to send for a while before it, the
  /// time of those ahead does not count.
  private double onPace(long tokens) {
    Limits limits = ask.accountLimits();
    double due = account.due(tokens, limits, 1);
    double wait = account.waitForRoom(tokens, limits);
    double leftOut = wait == 0 ? 0 : slots.takenFrom(due - wait);
    return slots.free(Math.max(earliest, due + leftOut), account.gap(tokens, limits));
  }

  private double lengthOf(List<Long> requests) {
    JobPace pace = JobPace.idle(now);
    double due = now;
    for (long tokens : requests) {
      pace = pace.after(due, tokens, ask, part, now);
      double both = Math.max(pace.capDue(tokens, ask), pace.shareDue(tokens, ask, part));
      due = Math.max(due, both);
    }
    return due - now;
  }
}
