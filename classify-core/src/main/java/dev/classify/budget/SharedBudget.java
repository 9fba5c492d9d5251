package dev.classify.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What all workers share about one account and model: an immutable value. The package page
/// explains it.
///
/// @param budget when requests may be sent
/// @param breaker whether they may be sent at all
public record SharedBudget(Budget budget, CircuitBreaker breaker) {

  public static final SharedBudget FRESH = new SharedBudget(Budget.FRESH, CircuitBreaker.CLOSED);

  /// The longest time for which a provider's wish to hold requests back is believed.
  public static final Duration HOLD_MAX = Duration.ofMinutes(15);

  /// Responses and the state after them.
  ///
  /// @param responses one for each request, in their order
  /// @param probe whether the only grant is a probe
  public record Lease(List<GrantResponse> responses, boolean probe, SharedBudget next) {
    public Lease {
      responses = List.copyOf(responses);
    }
  }

  /// Leases send slots to a worker, for each of its jobs.
  ///
  /// @param now Unix epoch, by the clock that all workers share
  public Lease lease(List<GrantRequest> requests, long now) {
    if (breaker.opened()) {
      return probe(requests, now);
    }
    List<GrantResponse> responses = new ArrayList<>();
    Budget next = budget;
    double part = breaker.pacePart(now);
    for (GrantRequest request : requests) {
      Budget.Decision decision = next.decide(request.slowedTo(part), now);
      responses.add(decision.response());
      next = decision.next();
    }
    return new Lease(responses, false, new SharedBudget(next, breaker));
  }

  /// Grants the first request alone, if a probe is due.
  private Lease probe(List<GrantRequest> requests, long now) {
    GrantResponse nothing =
        new GrantResponse(List.of(), now, Math.max(now + 1, breaker.nextProbeMillis()));
    List<GrantResponse> responses = new ArrayList<>();
    Budget next = budget;
    boolean probing = false;
    for (GrantRequest request : requests) {
      if (probing || !breaker.admitsProbe(now)) {
        responses.add(nothing);
        continue;
      }
      Budget.Decision decision = next.decide(request.first(), now);
      responses.add(decision.response());
      next = decision.next();
      probing = !decision.response().sendTimesMillis().isEmpty();
    }
    return new Lease(
        responses, probing, new SharedBudget(next, probing ? breaker.probing(now) : breaker));
  }

  /// After a failure that says nothing about the rows of the request.
  public SharedBudget failed(String reason, boolean probe, long now) {
    return new SharedBudget(budget, breaker.failed(reason, probe, now));
  }

  /// When requests hang.
  public SharedBudget hangs(String reason, long now) {
    return new SharedBudget(budget, breaker.opened() ? breaker : breaker.open(reason, now));
  }

  /// After an answer.
  public SharedBudget succeeded(long now) {
    return new SharedBudget(budget, breaker.succeeded(now));
  }

  /// Nobody may send for this long, at most [#HOLD_MAX]: the provider said so.
  public SharedBudget held(Duration duration, long now) {
    Duration bounded = duration.compareTo(HOLD_MAX) > 0 ? HOLD_MAX : duration;
    return new SharedBudget(budget.held(now + bounded.toMillis()), breaker);
  }

  /// Lifts a hold, and lets the next request be a probe at once.
  public SharedBudget released(long now) {
    CircuitBreaker due = breaker.opened() ? breaker.due(now) : breaker;
    return new SharedBudget(budget.released(), due);
  }
}
