package dev.classify.budget;

import java.util.ArrayList;
import java.util.List;

/// Gives the requests of one ask their send times, one after the other.
final class Grants {

  /// How long before the first of the requests that wait their turn is asked for at the latest: the
  /// way to the budget and back takes that long on a busy machine.
  private static final double IN_TIME = 800;

  private final BudgetAsk ask;
  private final double now;
  private final double part;
  private final double before;
  private final double earliest;
  private final List<Long> sendTimes = new ArrayList<>();
  private Pace account;
  private Slots slots;
  private JobPace job;

  /// No request has its time yet.
  ///
  /// @param part of the account that the job may use
  /// @param before for how long those are busy who are served first, milliseconds
  /// @param earliest nobody sends before
  Grants(
      BudgetAsk ask,
      double now,
      double part,
      double before,
      double earliest,
      Pace account,
      Slots slots,
      JobPace job) {
    this.ask = ask;
    this.now = now;
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
      double own = job.capDue(tokens, ask);
      if (own > onPace(tokens)) {
        slots = slots.with(new Slots.Slot(at, at + account.gap(tokens, ask.accountLimits())));
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
  ///
  /// @param alone whether no other job asks
  double turn(boolean alone) {
    long next = left().getFirst();
    double first = grantedFrom(next);
    if (!alone && job.capDue(next, ask) > onPace(next)) {
      return first;
    }
    List<Long> butTheLast = left().subList(0, left().size() - 1);
    return first + Math.min(lengthOf(butTheLast), Budget.HORIZON.toMillis() - IN_TIME);
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

  Slots slots() {
    return slots;
  }

  JobPace job() {
    return job;
  }

  private double grantedFrom(long tokens) {
    double due = Math.max(place(tokens), job.shareDue(tokens, ask, part));
    return due - Budget.HORIZON.toMillis() + before;
  }

  /// Where the request would stand among those of all jobs. What its own limits put later stands at
  /// a whole number of places from the next one, so that the others lose none.
  private double place(long tokens) {
    double next = onPace(tokens);
    double own = job.capDue(tokens, ask);
    double gap = account.gap(tokens, ask.accountLimits());
    double later = own <= next ? 0 : own - next;
    double wholePlaces = gap == 0 ? later : Math.ceil(later / gap) * gap;
    return slots.free(next + wholePlaces, gap);
  }

  /// The next place that was not given away.
  private double onPace(long tokens) {
    double due = account.due(tokens, ask.accountLimits(), 1);
    return slots.free(Math.max(earliest, due), account.gap(tokens, ask.accountLimits()));
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
