package dev.classify.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The limiter on a virtual clock: batches ask, wait, send and ask again, as workers do.
class BudgetTest {

  private static final long START = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final long TOKENS = 1_000;

  @ParameterizedTest
  @CsvSource({"60, 1", "60, 32", "1000, 8", "1000, 32", "1500, 32", "10000, 64"})
  void noMinuteHoldsMoreThanTheBudgetAndNearlyAllOfItIsUsed(int perMinute, int batches) {
    Clock clock = new Clock(new Limits(perMinute, null));
    for (int batch = 0; batch < batches; batch++) {
      clock.add("job", Limits.NONE, 5);
    }
    clock.runFor(5 * MINUTE);

    assertThat(mostInAMinute(clock.sent)).isLessThanOrEqualTo(perMinute);
    // One batch asks for five requests: with too few batches there is nothing to send.
    if (batches > 1) {
      long steady = clock.sent.stream().filter(at -> at >= START + MINUTE).count();
      assertThat(steady).isGreaterThanOrEqualTo((long) (4 * perMinute * 0.98) - 1);
    }
  }

  @Test
  void requestsAreSpreadFromTheFirstOn() {
    BudgetAsk five = ask("job", new Limits(600, null), START, TOKENS, TOKENS, TOKENS);
    assertThat(Budget.FRESH.decide(five).answer())
        .isEqualTo(new BudgetAnswer(List.of(START, START + 102, START + 204), null));
  }

  @Test
  void whatIsTooFarAheadIsToBeAskedForAgainInTurn() {
    Limits oneInTenSeconds = new Limits(6, null);
    Budget.Decision first = Budget.FRESH.decide(ask("job", oneInTenSeconds, START, TOKENS, TOKENS));
    Budget.Decision second = first.next().decide(ask("job", oneInTenSeconds, START, TOKENS));

    assertThat(first.answer().sendTimes()).containsExactly(START);
    assertThat(first.answer().askAgainAt()).isEqualTo(START + 5_153);
    assertThat(second.answer().sendTimes()).isEmpty();
    assertThat(second.answer().askAgainAt()).isEqualTo(START + 15_305);
  }

  @Test
  void noMinuteHoldsMoreTokensThanTheBudgetHoweverTheyAreSpread() {
    Random random = new Random(1);
    Clock clock = new Clock(new Limits(null, 100_000L));
    clock.tokens = () -> 500L + random.nextInt(20_000);
    for (int batch = 0; batch < 16; batch++) {
      clock.add("job", Limits.NONE, 3);
    }
    clock.runFor(10 * MINUTE);
    assertThat(mostTokensInAMinute(clock)).isLessThanOrEqualTo(100_000).isGreaterThan(80_000);
  }

  @Test
  void requestsThatTookMoreTokensThanThoughtDelayTheNext() {
    Limits limits = new Limits(null, 60_000L);
    Budget used = Budget.FRESH.decide(ask("job", limits, START, 2_000L)).next();
    long without = used.decide(ask("job", limits, START, 1L)).answer().sendTimes().getFirst();
    BudgetAsk corrected = new BudgetAsk("job", Limits.NONE, limits, List.of(1L), 1_000, START);
    assertThat(used.decide(corrected).answer().sendTimes().getFirst() - without)
        .isBetween(1_000L, 1_030L);
  }

  @Test
  void everyoneIsHeldBackWhenTheProviderSaysSo() {
    Budget held = Budget.FRESH.held(START + 3_000).held(START + 2_000);
    assertThat(held.decide(ask("a", Limits.NONE, START, TOKENS)).answer().sendTimes())
        .containsExactly(START + 3_000);
    BudgetAnswer late =
        held.held(START + MINUTE).decide(ask("b", Limits.NONE, START, TOKENS)).answer();
    assertThat(late.sendTimes()).isEmpty();
    assertThat(late.askAgainAt()).isEqualTo(START + MINUTE - Budget.HORIZON.toMillis());
  }

  @Test
  void jobsShareTheAccountEquallyHoweverManyBatchesEachHas() {
    Clock clock = new Clock(new Limits(1_000, null));
    for (int batch = 0; batch < 8; batch++) {
      clock.add("small", Limits.NONE, 5);
    }
    for (int batch = 0; batch < 64; batch++) {
      clock.add("large", Limits.NONE, 5);
    }
    clock.runFor(3 * MINUTE);
    assertThat(mostInAMinute(clock.sent)).isLessThanOrEqualTo(1_000);
    assertThat(clock.sentBy.get("small")).isBetween(1_350, 1_550);
    assertThat(clock.sentBy.get("large")).isBetween(1_350, 1_550);
  }

  @Test
  void jobKeepsItsOwnLimitAndLeavesTheRestToTheOthers() {
    Clock clock = new Clock(new Limits(1_000, null));
    for (int batch = 0; batch < 16; batch++) {
      clock.add("capped", new Limits(100, null), 5);
    }
    clock.runFor(2 * MINUTE);
    assertThat(mostInAMinute(clock.sent)).isLessThanOrEqualTo(100);
    assertThat(clock.sentBy.get("capped")).isGreaterThanOrEqualTo(196);
  }

  @Test
  void jobWithALowLimitDoesNotTakePlacesThatOthersCanUse() {
    Clock clock = new Clock(new Limits(1_000, null));
    for (int batch = 0; batch < 16; batch++) {
      clock.add("capped", new Limits(100, null), 5);
      clock.add("free", Limits.NONE, 5);
    }
    clock.runFor(3 * MINUTE);
    assertThat(mostInAMinute(clock.sent)).isLessThanOrEqualTo(1_000);
    assertThat(clock.sentBy.get("capped")).isBetween(290, 300);
    assertThat(clock.sentBy.get("free")).isGreaterThanOrEqualTo(2_500);
  }

  @Test
  void jobThatAsksNoMoreLeavesItsShare() {
    Limits limits = new Limits(60, null);
    Budget.Decision gone = Budget.FRESH.decide(ask("gone", limits, START, TOKENS));
    long later = START + MINUTE;
    Budget.Decision alone = gone.next().decide(ask("alone", limits, later, TOKENS, TOKENS));
    List<Long> times = alone.answer().sendTimes();
    assertThat(times.get(1) - times.get(0)).isBetween(1_000L, 1_020L);
    assertThat(alone.next().jobs()).containsOnlyKeys("alone");
  }

  private static BudgetAsk ask(String job, Limits account, long now, Long... tokens) {
    return new BudgetAsk(job, Limits.NONE, account, List.of(tokens), 0, now);
  }

  private static int mostInAMinute(List<Long> times) {
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

  private static long mostTokensInAMinute(Clock clock) {
    long most = 0;
    for (int first = 0; first < clock.sent.size(); first++) {
      long sum = 0;
      for (int i = first; i < clock.sent.size(); i++) {
        if (clock.sent.get(i) - clock.sent.get(first) >= MINUTE) {
          break;
        }
        sum += clock.sentTokens.get(i);
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  /// Batches that always have more to send, each waiting for its answers before it asks again.
  private static final class Clock {

    private static final long LATENCY = 1_000;
    private static final long WAY_MAX = 400;

    private final Limits account;
    private final Random random = new Random(42);
    private final PriorityQueue<Turn> turns =
        new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));
    private final List<Long> sent = new ArrayList<>();
    private final List<Long> sentTokens = new ArrayList<>();
    private final Map<String, Integer> sentBy = new HashMap<>();
    private LongSupplier tokens = () -> TOKENS;
    private Budget budget = Budget.FRESH;

    private record Turn(long at, String job, Limits limits, int requests, int left) {}

    Clock(Limits account) {
      this.account = account;
    }

    void add(String job, Limits limits, int requests) {
      turns.add(new Turn(START + random.nextInt(100), job, limits, requests, requests));
    }

    void runFor(long millis) {
      while (turns.element().at < START + millis) {
        Turn turn = turns.remove();
        List<Long> wished = new ArrayList<>();
        for (int i = 0; i < turn.left; i++) {
          wished.add(tokens.getAsLong());
        }
        Budget.Decision decision =
            budget.decide(new BudgetAsk(turn.job, turn.limits, account, wished, 0, turn.at));
        budget = decision.next();
        BudgetAnswer answer = decision.answer();
        for (int i = 0; i < answer.sendTimes().size(); i++) {
          sent.add(answer.sendTimes().get(i) + random.nextLong(WAY_MAX));
          sentTokens.add(wished.get(i));
          sentBy.merge(turn.job, 1, Integer::sum);
        }
        turns.add(next(turn, answer));
      }
    }

    private static Turn next(Turn turn, BudgetAnswer answer) {
      int left = turn.left - answer.sendTimes().size();
      return answer.askAgainAt() == null
          ? new Turn(
              answer.sendTimes().getLast() + LATENCY,
              turn.job,
              turn.limits,
              turn.requests,
              turn.requests)
          : new Turn(answer.askAgainAt(), turn.job, turn.limits, turn.requests, left);
    }
  }
}
