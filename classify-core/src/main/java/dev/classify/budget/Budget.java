package dev.classify.budget;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What is granted of the budget of one provider account and model, across all workers and jobs.
///
/// Requests are spread evenly from the first one on, so that no window of sixty seconds holds more
/// than the limit, wherever it begins. A pure value.
///
/// @param account the pace of all jobs together
/// @param booked places ahead of it that are given away
/// @param heldUntil nobody sends before, milliseconds of the Unix epoch: the provider has said so
/// @param jobs those that asked of late, by id
/// @param granted requests of late
/// @param grantedTokens tokens of late, as they were estimated
/// @param others what else uses the account
public record Budget(
    Pace account,
    ReservedSlots booked,
    double heldUntil,
    Map<String, JobPace> jobs,
    GrantHistory granted,
    GrantHistory grantedTokens,
    ExternalUsage others) {

  /// How far ahead send times are given: the wait for one is spent inside a step.
  public static final Duration HORIZON = Duration.ofSeconds(5);

  /// How late a grant may be used. What is kept back of the budget makes up for a second between
  /// the delays of two requests; the rest of it is for clocks that differ and the way to the
  /// provider.
  public static final Duration GRACE = Duration.ofMillis(400);

  /// After so many milliseconds everybody who waits asks again: a job may have ended meanwhile, and
  /// the others may go faster.
  private static final double LOOK_AGAIN = 20_000;

  public static final Budget FRESH =
      new Budget(
          Pace.FRESH,
          ReservedSlots.NONE,
          0,
          Map.of(),
          GrantHistory.NOTHING,
          GrantHistory.NOTHING,
          ExternalUsage.NONE);

  /// An answer and the budget after it.
  public record Decision(GrantResponse response, Budget next) {}

  /// What an earlier build kept knows nothing of some of this.
  public Budget {
    booked = Objects.requireNonNullElse(booked, ReservedSlots.NONE);
    jobs = Map.copyOf(jobs);
    granted = Objects.requireNonNullElse(granted, GrantHistory.NOTHING);
    grantedTokens = Objects.requireNonNullElse(grantedTokens, GrantHistory.NOTHING);
    others = Objects.requireNonNullElse(others, ExternalUsage.NONE);
  }

  /// Decides on a wish.
  ///
  /// @param millis of the Unix epoch at present
  public Decision decide(GrantRequest wish, long millis) {
    ExternalUsage noted =
        wish.reported() == null
            ? others
            : others.heard(wish.reported(), granted, grantedTokens, millis);
    GrantRequest ask = wish.within(noted.leave(millis));
    double held = Math.max(heldUntil, noted.heldUntil());
    double now = millis;
    Map<String, JobPace> paces = others(ask, now);
    List<JobPace> active = paces.values().stream().filter(one -> one.asksAt(now)).toList();
    JobPace job = jobs.getOrDefault(ask.job(), JobPace.FRESH);
    WaitQueue turns = job.turns().at(millis);
    Pace all = account.corrected(now, ask.correction(), ask.accountLimits().tokensPerMinute());
    GrantRound grants =
        new GrantRound(
            ask,
            now,
            active.isEmpty(),
            FairShare.of(ask, active),
            turns.before(ask, millis),
            Math.max(now, held),
            all,
            booked.at(now),
            job);
    grants.give();
    Long askAgainAt = null;
    WaitQueue next = turns.served(ask);
    // Whoever has something to send waits for what comes of it, and asks then.
    if (grants.sendTimes().isEmpty()) {
      double latest = Math.max(now + LOOK_AGAIN, held - HORIZON.toMillis());
      double turn = Math.clamp(grants.turn(), now + 1, latest);
      askAgainAt = turns.free((long) Math.ceil(turn));
      next =
          turns.waiting(ask, new WaitQueue.WaitingBatch(askAgainAt, grants.length(), ask.begun()));
    }
    List<Long> sendTimes = grants.sendTimes();
    paces.put(ask.job(), grants.job().asked(ask.jobLimits(), next, millis));
    List<Long> each = Collections.nCopies(sendTimes.size(), 1L);
    Budget after =
        new Budget(
            grants.account(),
            grants.slots(),
            heldUntil,
            paces,
            granted.plus(sendTimes, each, millis),
            grantedTokens.plus(sendTimes, ask.tokens(), millis),
            noted);
    return new Decision(new GrantResponse(sendTimes, millis, askAgainAt), after);
  }

  /// Nobody sends before this time.
  public Budget held(long until) {
    return new Budget(
        account, booked, Math.max(heldUntil, (double) until), jobs, granted, grantedTokens, others);
  }

  /// The other jobs that take a share, or that have been granted what is still to come.
  private Map<String, JobPace> others(GrantRequest ask, double now) {
    Map<String, JobPace> others = new HashMap<>(jobs);
    others.remove(ask.job());
    others.values().removeIf(one -> !one.asksAt(now) && one.cap().isFree(now));
    return others;
  }
}
