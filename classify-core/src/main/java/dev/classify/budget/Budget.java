package dev.classify.budget;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The budget of one provider account and model, shared by all workers and jobs: an immutable
/// value. The package page explains states, invariant, algorithm and constants.
///
/// @param account the pace of all jobs together
/// @param reservedSlots times later than the next one that are already taken
/// @param heldUntilMillis nobody sends before this time (Unix epoch), because a 429 said so
/// @param jobs the jobs that asked recently, by id
/// @param grantedRequests requests granted recently
/// @param grantedTokens tokens granted recently, as estimated
/// @param externalUsage what other programs use of the account
public record Budget(
    Pace account,
    @JsonProperty("booked") ReservedSlots reservedSlots,
    @JsonProperty("heldUntil") double heldUntilMillis,
    Map<String, JobPace> jobs,
    @JsonProperty("granted") GrantHistory grantedRequests,
    GrantHistory grantedTokens,
    @JsonProperty("others") ExternalUsage externalUsage) {

  /// How far ahead send times are given: a worker that dies loses so many. At least twice the
  /// time between two calls of a worker.
  public static final Duration HORIZON = Duration.ofSeconds(2);

  /// How late a grant may be used. [Pace#USED_PART] leaves a second per minute for requests that
  /// arrive closer together than they were sent; the rest of that second is for clock differences
  /// and the network.
  public static final Duration GRACE = Duration.ofMillis(400);

  public static final Budget FRESH =
      new Budget(
          Pace.FRESH,
          ReservedSlots.NONE,
          0,
          Map.of(),
          GrantHistory.NOTHING,
          GrantHistory.NOTHING,
          ExternalUsage.NONE);

  /// A response and the budget after it.
  public record Decision(GrantResponse response, Budget next) {}

  /// Fills in what the state of an older build does not have.
  public Budget {
    reservedSlots = Objects.requireNonNullElse(reservedSlots, ReservedSlots.NONE);
    jobs = Map.copyOf(jobs);
    grantedRequests = Objects.requireNonNullElse(grantedRequests, GrantHistory.NOTHING);
    grantedTokens = Objects.requireNonNullElse(grantedTokens, GrantHistory.NOTHING);
    externalUsage = Objects.requireNonNullElse(externalUsage, ExternalUsage.NONE);
  }

  /// Nobody sends before this time, Unix epoch: because a 429 said so, or because nothing is left
  /// of a fixed window. It may have passed.
  public double nothingBeforeMillis() {
    return Math.max(heldUntilMillis, externalUsage.windowEndsMillis());
  }

  /// Answers a request for send times.
  ///
  /// @param millis the present time, Unix epoch
  public Decision decide(GrantRequest request, long millis) {
    ExternalUsage usage =
        request.reported() == null
            ? externalUsage
            : externalUsage.after(request.reported(), grantedRequests, grantedTokens, millis);
    GrantRequest ask = request.within(usage.remaining(millis));
    double held = Math.max(heldUntilMillis, usage.windowEndsMillis());
    double now = millis;
    Map<String, JobPace> paces = otherJobs(ask, now);
    List<JobPace> active = paces.values().stream().filter(one -> one.isActiveAt(now)).toList();
    JobPace job = jobs.getOrDefault(ask.job(), JobPace.FRESH);
    Pace all = account.corrected(now, ask.correction(), ask.accountLimits().tokensPerMinute());
    GrantRound round =
        new GrantRound(
            ask,
            now,
            active.isEmpty(),
            FairShare.of(ask, active),
            Math.max(now, held),
            all,
            reservedSlots.at(now),
            job);
    round.grant();
    Double next = round.askAgainAtMillis();
    Long askAgainAt = next == null ? null : (long) Math.ceil(Math.max(next, now + 1));
    List<Long> sendTimes = round.sendTimesMillis();
    paces.put(ask.job(), round.job().asked(ask.jobLimits(), millis));
    List<Long> each = Collections.nCopies(sendTimes.size(), 1L);
    Budget after =
        new Budget(
            round.account(),
            round.slots(),
            heldUntilMillis,
            paces,
            grantedRequests.plus(sendTimes, each, millis),
            grantedTokens.plus(sendTimes, ask.tokens(), millis),
            usage);
    return new Decision(new GrantResponse(sendTimes, millis, askAgainAt), after);
  }

  /// The budget afterwards, when nobody may send before this time.
  Budget held(long untilMillis) {
    return new Budget(
        account,
        reservedSlots,
        Math.max(heldUntilMillis, (double) untilMillis),
        jobs,
        grantedRequests,
        grantedTokens,
        externalUsage);
  }

  /// The budget afterwards, without a hold.
  Budget released() {
    return new Budget(
        account, reservedSlots, 0, jobs, grantedRequests, grantedTokens, externalUsage.released());
  }

  /// The other jobs that are active, or whose granted requests are still to be sent.
  private Map<String, JobPace> otherJobs(GrantRequest ask, double now) {
    Map<String, JobPace> others = new HashMap<>(jobs);
    others.remove(ask.job());
    others.values().removeIf(one -> !one.isActiveAt(now) && one.ownPace().isFree(now));
    return others;
  }
}
