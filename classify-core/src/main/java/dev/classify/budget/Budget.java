package dev.classify.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What is granted of the budget of one provider account and model, across all workers and jobs.
///
/// Requests are spread evenly from the first one on, so that no window of sixty seconds holds more
/// than the limit, wherever it begins. A pure value: the clock is that of those who ask.
///
/// @param account the pace of all jobs together
/// @param heldUntil nobody sends before, milliseconds of the Unix epoch: the provider has said so
/// @param jobs those that asked lately, by id
/// @param granted requests of late
/// @param grantedTokens tokens of late, as they were estimated
/// @param others what else uses the account
public record Budget(
    Pace account,
    double heldUntil,
    Map<String, JobPace> jobs,
    Granted granted,
    Granted grantedTokens,
    Others others) {

  /// How far ahead send times are given: the wait for one is spent inside a step.
  public static final Duration HORIZON = Duration.ofSeconds(5);

  /// How late a grant may be used. What is kept back of the budget makes up for nine tenths of a
  /// second between the delays of two requests; the rest of it is for the way to the provider.
  public static final Duration GRACE = Duration.ofMillis(500);

  /// How much later than its place on the account's pace a request may be sent because of its
  /// job's own limits; places are not kept for longer, since another job could use them.
  private static final Duration KEPT = Duration.ofMillis(500);

  /// A job that has not asked for so long takes no share.
  private static final Duration ACTIVE = Duration.ofSeconds(15);

  public static final Budget FRESH =
      new Budget(Pace.FRESH, 0, Map.of(), Granted.NOTHING, Granted.NOTHING, Others.NONE);

  /// An answer and the budget after it.
  public record Decision(BudgetAnswer answer, Budget next) {}

  /// What an earlier build kept knows nothing of the last three.
  public Budget {
    jobs = Map.copyOf(jobs);
    granted = Objects.requireNonNullElse(granted, Granted.NOTHING);
    grantedTokens = Objects.requireNonNullElse(grantedTokens, Granted.NOTHING);
    others = Objects.requireNonNullElse(others, Others.NONE);
  }

  /// Decides on a wish.
  public Decision decide(BudgetAsk wish) {
    Others noted =
        wish.reported() == null
            ? others
            : others.heard(wish.reported(), granted, grantedTokens, wish.now());
    BudgetAsk ask = wish.within(noted.leave(wish.now()));
    double held = Math.max(heldUntil, noted.heldUntil());
    double now = ask.now();
    Map<String, JobPace> active = othersLately(ask);
    double part = FairShare.of(ask, active.values());
    JobPace job = jobs.getOrDefault(ask.job(), JobPace.FRESH);
    Pace all = account.corrected(now, ask.correction(), ask.accountLimits().tokensPerMinute());
    List<Long> sendTimes = new ArrayList<>();
    for (long tokens : ask.tokens()) {
      double place = Math.max(now, Math.max(all.due(), held));
      double at = Math.max(place, job.cap().due());
      if (asksAt(place, job, ask) > now) {
        break;
      }
      sendTimes.add((long) Math.ceil(at));
      all = all.after(place, tokens, ask.accountLimits(), 1);
      job = job.after(at, tokens, ask, part);
    }
    List<Long> left = ask.tokens().subList(sendTimes.size(), ask.tokens().size());
    Long askAgainAt = null;
    double queueEnd = job.queueEnd();
    if (!left.isEmpty()) {
      double place = Math.max(all.due(), held);
      double turn = Math.max(asksAt(place, job, ask), Math.max(queueEnd, now + 1));
      askAgainAt = (long) Math.ceil(turn);
      queueEnd = turn + lengthOf(left, aheadOfCap(place, job, ask), ask, part);
    }
    active.put(ask.job(), job.asked(ask.jobLimits(), queueEnd, ask.now()));
    List<Long> each = Collections.nCopies(sendTimes.size(), 1L);
    Budget next =
        new Budget(
            all,
            heldUntil,
            active,
            granted.plus(sendTimes, each, ask.now()),
            grantedTokens.plus(sendTimes, ask.tokens(), ask.now()),
            noted);
    return new Decision(new BudgetAnswer(sendTimes, askAgainAt), next);
  }

  /// Nobody sends before this time.
  public Budget held(long until) {
    return new Budget(
        account, Math.max(heldUntil, (double) until), jobs, granted, grantedTokens, others);
  }

  /// From when on a request can be granted.
  ///
  /// @param place where it would stand on the account's pace
  private static double asksAt(double place, JobPace job, BudgetAsk ask) {
    double byAccount = Math.max(place, job.share().due()) - HORIZON.toMillis();
    return Math.max(byAccount, job.cap().due() - aheadOfCap(place, job, ask).toMillis());
  }

  private static Duration aheadOfCap(double place, JobPace job, BudgetAsk ask) {
    boolean placesAreScarce = !ask.accountLimits().equals(Limits.NONE);
    return placesAreScarce && job.cap().due() > place + KEPT.toMillis() ? KEPT : HORIZON;
  }

  /// For how long those that will be granted together keep the job busy. Whoever has to ask again
  /// is given a time after that of those before him: else all would come at once, and all but one
  /// in vain.
  private static double lengthOf(List<Long> requests, Duration ahead, BudgetAsk ask, double part) {
    double now = ask.now();
    JobPace pace = JobPace.FRESH;
    double due = now;
    for (long tokens : requests) {
      if (due - now > ahead.toMillis()) {
        break;
      }
      pace = pace.after(due, tokens, ask, part);
      due = Math.max(due, Math.max(pace.cap().due(), pace.share().due()));
    }
    return due - now;
  }

  private Map<String, JobPace> othersLately(BudgetAsk ask) {
    Map<String, JobPace> others = new HashMap<>(jobs);
    others.remove(ask.job());
    others.values().removeIf(job -> job.askedAt() < ask.now() - ACTIVE.toMillis());
    return others;
  }
}
