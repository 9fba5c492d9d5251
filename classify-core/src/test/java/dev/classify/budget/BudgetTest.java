package dev.classify.budget;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the budget on a virtual clock: workers lease send slots, send and lease again.
class BudgetTest {

  private static final long START = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final long TOKENS = 1_000;

  @ParameterizedTest
  @CsvSource({"60, 5, 1", "60, 5, 32", "1000, 5, 40", "1500, 5, 60", "10000, 50, 40"})
  void everyMinuteStaysWithinTheLimitAndUsesNearlyAllOfIt(
      int perMinute, int requests, int batches) {
    VirtualWorkers clock = new VirtualWorkers(new Limits(perMinute, null));
    clock.add(batches, "job", Limits.NONE, requests);
    clock.runFor(5 * MINUTE);

    assertThat(mostInAMinute(clock.sent)).isLessThanOrEqualTo(perMinute);
    // A single batch waits for its answers, so it cannot use the whole limit.
    if (batches > 1) {
      assertNearlyFullUse(clock, perMinute, 4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "60, 0",
    "1000, 0",
    "1500, 0",
    "10000, 0",
    "60, 90",
    "1000, 90",
    "1500, 90",
    "10000, 90"
  })
  void limitHoldsWithFiveWorkersAndADeadOne(int perMinute, int deathSecond) {
    VirtualWorkers clock = new VirtualWorkers(new Limits(perMinute, null)).withFiveWorkers();
    clock.add(Math.max(32, perMinute / 60), "job", Limits.NONE, 5);
    if (deathSecond > 0) {
      clock.kill(START + deathSecond * 1_000L);
    }
    clock.runFor(3 * MINUTE);

    assertThat(mostInAMinute(clock.sent)).isLessThanOrEqualTo(perMinute);
    assertNearlyFullUse(clock, perMinute, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "60, 5, 32, 26",
    "60, 5, 12, 26",
    "1000, 5, 40, 430",
    "1500, 5, 60, 640",
    "10000, 50, 40, 430"
  })
  void finiteJobUsesTheLimitUpToItsLastRequest(
      int perMinute, int requests, int running, int batches) {
    VirtualWorkers clock = new VirtualWorkers(new Limits(perMinute, null)).withFiveWorkers();
    clock.add(Math.min(running, batches), "job", Limits.NONE, requests);
    clock.end("job", Math.max(0, batches - running));
    clock.runFor(20 * MINUTE);

    assertThat(clock.sent).hasSize(batches * requests);
    assertThat(mostInAMinute(clock.sent)).isLessThanOrEqualTo(perMinute);
    List<Long> steady = clock.sent.stream().filter(at -> at >= START + MINUTE).toList();
    double minutes = (Collections.max(steady) - START - MINUTE) / (double) MINUTE;
    double inTransit = VirtualWorkers.NETWORK_DELAY_MAX * perMinute / (double) MINUTE;
    assertThat(steady.size())
        .isGreaterThanOrEqualTo((int) (0.98 * minutes * perMinute - inTransit - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 1_000, 1_500, 10_000})
  void usageReportsCostNothingIfNobodyElseUsesTheAccount(int perMinute) {
    VirtualWorkers clock =
        new VirtualWorkers(new Limits(perMinute, null)).withFiveWorkers().reportingUsage(0);
    clock.add(Math.max(32, perMinute / 60), "job", Limits.NONE, 5);
    clock.runFor(4 * MINUTE);

    assertThat(mostInAMinute(clock.sent)).isLessThanOrEqualTo(perMinute);
    assertNearlyFullUse(clock, perMinute, 3);
  }

  @Test
  void usageOfAnotherProgramIsLeftToIt() {
    VirtualWorkers clock = new VirtualWorkers(new Limits(1_000, null)).reportingUsage(400);
    clock.add(32, "job", Limits.NONE, 5);
    clock.runFor(6 * MINUTE);

    List<Long> late = clock.arrivals().stream().filter(at -> at > START + 3 * MINUTE).toList();
    assertThat(mostInAMinute(late)).isLessThanOrEqualTo(1_000);
    long own = clock.sent.stream().filter(at -> at > START + 3 * MINUTE).count();
    assertThat(own).isGreaterThan(3 * 540);
  }

  @Test
  void noMoreThanTheReportedRemainderIsSentBeforeTheReset() {
    Limits thousand = new Limits(1_000, null);
    GrantResponse answer =
        Budget.FRESH.decide(reporting(thousand, 3, 20_000), START - 500).response();
    assertThat(answer.sendTimesMillis())
        .allMatch(at -> at < START + 20_000)
        .hasSizeLessThanOrEqualTo(3);

    GrantResponse none =
        Budget.FRESH.decide(reporting(thousand, 0, 20_000), START - 500).response();
    assertThat(none.sendTimesMillis()).isEmpty();
    assertThat(none.askAgainAtMillis()).isEqualTo(START + 19_500 - Budget.HORIZON.toMillis());
  }

  private static GrantRequest reporting(Limits limits, long left, long resetMillis) {
    RateLimitReport report =
        new RateLimitReport(
            limits,
            new RateLimitReport.Axis(left, resetMillis),
            RateLimitReport.Axis.UNKNOWN,
            START - 500);
    List<Long> tokens = Collections.nCopies(10, TOKENS);
    return new GrantRequest("job", Limits.NONE, limits, tokens, 0, report);
  }

  @Test
  void requestsAreSpreadFromTheStart() {
    GrantRequest five = ask("job", new Limits(600, null), TOKENS, TOKENS, TOKENS);
    assertThat(Budget.FRESH.decide(five, START).response())
        .isEqualTo(new GrantResponse(List.of(START, START + 102, START + 204), START, null));
  }

  @Test
  void requestTooFarAheadIsGrantedLater() {
    Limits oneInTenSeconds = new Limits(6, null);
    Budget.Decision first = Budget.FRESH.decide(ask("job", oneInTenSeconds, TOKENS, TOKENS), START);

    assertThat(first.response())
        .isEqualTo(new GrantResponse(List.of(START), START, START + 10_173 - 2_000));
    long again = START + 10_173 - 2_000;
    assertThat(first.next().decide(ask("job", oneInTenSeconds, TOKENS), again - 1).response())
        .isEqualTo(new GrantResponse(List.of(), again - 1, again));
    assertThat(first.next().decide(ask("job", oneInTenSeconds, TOKENS), again).response())
        .isEqualTo(new GrantResponse(List.of(START + 10_173), again, null));
  }

  @Test
  void everyMinuteStaysWithinTheTokenLimitForAnyRequestSizes() {
    Random random = new Random(1);
    VirtualWorkers clock = new VirtualWorkers(new Limits(null, 100_000L));
    clock.tokens = () -> 500L + random.nextInt(20_000);
    clock.add(16, "job", Limits.NONE, 3);
    clock.runFor(10 * MINUTE);
    assertThat(mostTokensInAMinute(clock)).isLessThanOrEqualTo(100_000).isGreaterThan(80_000);
  }

  @Test
  void tokensBeyondTheEstimateDelayTheNextRequest() {
    Limits limits = new Limits(null, 60_000L);
    Budget used = Budget.FRESH.decide(ask("job", limits, 1_000L), START).next();
    long without =
        used.decide(ask("job", limits, 1L), START).response().sendTimesMillis().getFirst();
    GrantRequest corrected = new GrantRequest("job", Limits.NONE, limits, List.of(1L), 500, null);
    assertThat(used.decide(corrected, START).response().sendTimesMillis().getFirst() - without)
        .isBetween(500L, 515L);
  }

  @Test
  void rateLimitOfTheProviderHoldsEveryJob() {
    Budget held = Budget.FRESH.held(START + 1_500).held(START + 1_000);
    assertThat(held.decide(ask("a", Limits.NONE, TOKENS), START).response().sendTimesMillis())
        .containsExactly(START + 1_500);
    GrantResponse late =
        held.held(START + MINUTE).decide(ask("b", Limits.NONE, TOKENS), START).response();
    assertThat(late.sendTimesMillis()).isEmpty();
    assertThat(late.askAgainAtMillis()).isEqualTo(START + MINUTE - Budget.HORIZON.toMillis());
  }

  @Test
  void jobsShareTheAccountEquallyRegardlessOfTheirBatches() {
    VirtualWorkers clock = new VirtualWorkers(new Limits(1_000, null));
    clock.add(8, "small", Limits.NONE, 5);
    clock.add(64, "large", Limits.NONE, 5);
    clock.runFor(3 * MINUTE);
    assertThat(mostInAMinute(clock.sent)).isLessThanOrEqualTo(1_000);
    assertThat(clock.sentBy.get("small")).isBetween(1_350, 1_550);
    assertThat(clock.sentBy.get("large")).isBetween(1_350, 1_550);
  }

  @Test
  void jobKeepsItsOwnLimitOnAFasterAccount() {
    VirtualWorkers clock = new VirtualWorkers(new Limits(1_000, null));
    clock.add(16, "capped", new Limits(100, null), 5);
    clock.runFor(2 * MINUTE);
    assertThat(mostInAMinute(clock.sent)).isLessThanOrEqualTo(100);
    assertThat(clock.sentBy.get("capped")).isGreaterThanOrEqualTo(196);
  }

  @Test
  void singleJobKeepsItsOwnLimitOnASlightlyFasterAccount() {
    VirtualWorkers clock = new VirtualWorkers(new Limits(60, null));
    clock.add(16, "capped", new Limits(50, null), 5);
    clock.runFor(4 * MINUTE);
    assertThat(mostInAMinute(clock.sent)).isLessThanOrEqualTo(50);
    assertThat(clock.sentBy.get("capped")).isGreaterThanOrEqualTo(194);
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 1_000})
  void jobWithALowLimitDoesNotBlockOthers(int perMinute) {
    VirtualWorkers clock = new VirtualWorkers(new Limits(perMinute, null));
    clock.add(16, "capped", new Limits(100, null), 5);
    clock.add(16, "free", Limits.NONE, 5);
    clock.runFor(3 * MINUTE);
    assertThat(mostInAMinute(clock.sent)).isLessThanOrEqualTo(perMinute);
    assertThat(clock.sentBy.get("capped")).isBetween(280, 305);
    assertThat(clock.sentBy.get("free")).isGreaterThanOrEqualTo((int) (2.9 * (perMinute - 100)));
  }

  @Test
  void tokenLimitHoldsIfACappedJobSendsLargerRequests() {
    Random random = new Random(2);
    VirtualWorkers clock = new VirtualWorkers(new Limits(null, 60_000L));
    clock.tokens = () -> random.nextInt(8) == 0 ? 4_000L : 600L;
    clock.add(4, "capped", new Limits(5, null), 1);
    clock.add(16, "free", Limits.NONE, 3);
    clock.runFor(10 * MINUTE);
    assertThat(mostTokensInAMinute(clock)).isLessThanOrEqualTo(60_000).isGreaterThan(45_000);
    assertThat(clock.sentBy.get("capped")).isGreaterThan(30);
  }

  @Test
  void otherJobsShareWhatACappedJobCannotUse() {
    VirtualWorkers clock = new VirtualWorkers(new Limits(1_000, null));
    clock.add(16, "capped", new Limits(100, null), 5);
    clock.add(16, "one", Limits.NONE, 5);
    clock.add(48, "two", Limits.NONE, 5);
    clock.runFor(3 * MINUTE);
    assertThat(mostInAMinute(clock.sent)).isLessThanOrEqualTo(1_000);
    assertThat(clock.sentBy.get("capped")).isBetween(270, 305);
    assertThat(clock.sentBy.get("one")).isBetween(1_250, 1_400);
    assertThat(clock.sentBy.get("two")).isBetween(1_250, 1_400);
  }

  @Test
  void limitOfAJobStillHoldsAfterAPause() {
    Limits oneAMinute = new Limits(1, null);
    List<Long> one = List.of(TOKENS);
    Budget first =
        Budget.FRESH
            .decide(new GrantRequest("slow", oneAMinute, Limits.NONE, one, 0, null), START)
            .next();
    Budget later = first.decide(ask("other", Limits.NONE, TOKENS), START + 40_000).next();
    GrantRequest again = new GrantRequest("slow", oneAMinute, Limits.NONE, one, 0, null);
    assertThat(later.decide(again, START + 41_000).response().sendTimesMillis()).isEmpty();
  }

  @Test
  void requestLargerThanEarlierOnesWaitsLonger() {
    Limits thousand = new Limits(null, 1_000L);
    Budget small = Budget.FRESH.decide(ask("job", thousand, 10L), START).next();
    List<Long> same = small.decide(ask("job", thousand, 10L), START).response().sendTimesMillis();
    GrantResponse large = small.decide(ask("job", thousand, 300L), START).response();
    assertThat(same.getFirst()).isLessThan(START + 700);
    assertThat(large.sendTimesMillis()).isEmpty();
    assertThat(large.askAgainAtMillis()).isBetween(START + 16_000, START + 17_000);
  }

  @Test
  void jobThatStopsAskingReleasesItsShare() {
    Limits limits = new Limits(60, null);
    Budget.Decision gone = Budget.FRESH.decide(ask("gone", limits, TOKENS), START);
    long later = START + MINUTE;
    Budget.Decision alone = gone.next().decide(ask("alone", limits, TOKENS, TOKENS), later);
    List<Long> times = alone.response().sendTimesMillis();
    assertThat(times.get(1) - times.get(0)).isBetween(1_000L, 1_020L);
    assertThat(alone.next().jobs()).containsOnlyKeys("alone");
  }

  private static GrantRequest ask(String job, Limits account, Long... tokens) {
    return new GrantRequest(job, Limits.NONE, account, List.of(tokens), 0, null);
  }

  /// Checks use from the second minute on.
  private static void assertNearlyFullUse(VirtualWorkers clock, int perMinute, int minutes) {
    long steady = clock.sent.stream().filter(at -> at >= START + MINUTE).count();
    assertThat(steady).isGreaterThanOrEqualTo((long) (minutes * perMinute * 0.98) - 1);
  }

  static int mostInAMinute(List<Long> times) {
    List<Long> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    int most = 0;
    int first = 0;
    for (int last = 0; last < sorted.size(); last++) {
      while (sorted.get(last) - sorted.get(first) >= MINUTE) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  private static long mostTokensInAMinute(VirtualWorkers clock) {
    List<Integer> byTime =
        IntStream.range(0, clock.sent.size()).boxed().sorted(comparing(clock.sent::get)).toList();
    long most = 0;
    long sum = 0;
    int first = 0;
    for (int last : byTime) {
      sum += clock.sentTokens.get(last);
      while (clock.sent.get(last) - clock.sent.get(byTime.get(first)) >= MINUTE) {
        sum -= clock.sentTokens.get(byTime.get(first));
        first++;
      }
      most = Math.max(most, sum);
    }
    return most;
  }
}
