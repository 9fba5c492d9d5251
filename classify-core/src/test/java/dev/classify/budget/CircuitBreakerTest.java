package dev.classify.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

  private static final long START = 1_700_000_000_000L;
  private static final Limits SIXTY = new Limits(60, null);

  @Test
  void runOfFailuresOpensItAndNothingIsGrantedUntilAProbeIsDue() {
    SharedBudget open = outage(START, 10);

    assertThat(open.breaker().opened()).isTrue();
    assertThat(open.breaker().lastFailure()).isEqualTo("connection refused");
    assertThat(sendTimes(open.lease(List.of(ask("a", 5)), START + 5_000))).hasSize(1);
    SharedBudget.Lease early =
        open.lease(List.of(ask("a", 5)), open.breaker().nextProbeMillis() - 1);
    assertThat(sendTimes(early)).isEmpty();
    assertThat(early.responses().getFirst().askAgainAtMillis())
        .isEqualTo(open.breaker().nextProbeMillis());
  }

  @Test
  void hangOpensItAtOnce() {
    SharedBudget open = SharedBudget.FRESH.hangs("no answers", START);

    assertThat(open.breaker().opened()).isTrue();
    assertThat(open.breaker().failingSinceMillis()).isEqualTo(START);
    assertThat(open.hangs("still none", START + 5_000)).isEqualTo(open);
    assertThat(sendTimes(open.lease(List.of(ask("a", 5)), START + 1_000))).hasSize(1);
  }

  @Test
  void fewFailuresAndFailuresWithinOneMomentDoNotOpenIt() {
    assertThat(outage(START, 7).breaker().opened()).isFalse();
    SharedBudget burst = SharedBudget.FRESH;
    for (int i = 0; i < 50; i++) {
      burst = burst.failed("HTTP 503", false, START + i);
    }
    assertThat(burst.breaker().opened()).isFalse();
    SharedBudget answered = outage(START, 7).succeeded(START + 4_000);
    assertThat(answered.failed("HTTP 500", false, START + 4_500).breaker().failures()).isOne();
  }

  @Test
  void probesComeOneAtATimeForOneJobAtGrowingPauses() {
    SharedBudget state = outage(START, 10);
    List<Long> probes = new ArrayList<>();
    long now = START + 5_000;
    while (now < START + 45 * 60_000) {
      SharedBudget.Lease lease = state.lease(List.of(ask("a", 5), ask("b", 5)), now);
      state = lease.next();
      if (lease.probe()) {
        assertThat(sendTimes(lease)).hasSize(1);
        assertThat(sendTimes(state.lease(List.of(ask("c", 1)), now + 500))).isEmpty();
        probes.add(now);
        state = state.failed("connection refused", true, now + 10);
      }
      now += 100;
    }
    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < probes.size(); i++) {
      pauses.add(probes.get(i) - probes.get(i - 1));
    }
    assertThat(pauses.getFirst()).isBetween(1_000L, 1_200L);
    assertThat(pauses.getLast()).isBetween(30_000L, 30_200L);
    assertThat(pauses).isSorted();
  }

  @Test
  void probeWithoutAResultIsFollowedByAnotherAfterSevenSeconds() {
    SharedBudget probing = outage(START, 10).lease(List.of(ask("a", 1)), START + 5_000).next();

    assertThat(sendTimes(probing.lease(List.of(ask("a", 1)), START + 11_999))).isEmpty();
    assertThat(sendTimes(probing.lease(List.of(ask("a", 1)), START + 12_000))).hasSize(1);
  }

  @Test
  void resultsOfRequestsFromBeforeTheOutageDoNotDelayTheNextProbe() {
    SharedBudget open = outage(START, 10);
    SharedBudget later = open.failed("no answer", false, START + 60_000);

    assertThat(later.breaker().nextProbeMillis()).isEqualTo(open.breaker().nextProbeMillis());
  }

  @Test
  void paceRisesToItsFullValueAfterTheFirstGoodAnswer() {
    Limits thousand = new Limits(1_000, null);
    SharedBudget state = outage(START, 10).succeeded(START + 60_000);
    int[] granted = new int[12];
    for (int second = 0; second < granted.length; second++) {
      GrantRequest ask =
          new GrantRequest("a", Limits.NONE, thousand, Collections.nCopies(50, 1L), 0, null);
      SharedBudget.Lease lease = state.lease(List.of(ask), START + 60_000 + second * 1_000L);
      state = lease.next();
      granted[second] = sendTimes(lease).size();
    }
    assertThat(granted[1]).isLessThan(8);
    assertThat(granted[10]).isBetween(15, 18);
    assertThat(state.breaker().pacePart(START + 60_000 + CircuitBreaker.RAMP.toMillis())).isOne();
  }

  @Test
  void holdIsBoundedAndCanBeLifted() {
    SharedBudget held = SharedBudget.FRESH.held(Duration.ofDays(1_000_000), START);
    assertThat(sendTimes(held.lease(List.of(ask("a", 1)), START + 60_000))).isEmpty();
    assertThat(sendTimes(held.lease(List.of(ask("a", 1)), START + 15 * 60_000))).hasSize(1);
    assertThat(sendTimes(held.released(START).lease(List.of(ask("a", 1)), START))).hasSize(1);
  }

  private static SharedBudget outage(long from, int failures) {
    SharedBudget state = SharedBudget.FRESH;
    for (int i = 0; i < failures; i++) {
      state = state.failed("connection refused", false, from + i * 400L);
    }
    return state;
  }

  private static GrantRequest ask(String job, int requests) {
    return new GrantRequest(job, Limits.NONE, SIXTY, Collections.nCopies(requests, 1L), 0, null);
  }

  private static List<Long> sendTimes(SharedBudget.Lease lease) {
    return lease.responses().stream().flatMap(one -> one.sendTimesMillis().stream()).toList();
  }
}
