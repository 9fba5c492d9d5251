package dev.classify.budget;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Batches on workers that always have more to send, each waiting for its answers before it asks
/// again, on a virtual clock.
final class VirtualWorkers {

  private static final long START = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final long LATENCY = 1_000;
  private static final long WAY_MAX = 400;

  /// What is granted for the time in which others notice that a worker is dead, is void.
  private static final long NOTICED = 1_000;

  private final Limits account;
  private final Random random = new Random(42);
  private final PriorityQueue<Turn> turns = new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));
  private final List<Long> othersSent = new ArrayList<>();

  /// How far the clock of each worker is ahead.
  private long[] skew = {0};

  private long killedAt = Long.MAX_VALUE;
  private boolean told;
  private Budget budget = Budget.FRESH;

  final List<Long> sent = new ArrayList<>();
  final List<Long> sentTokens = new ArrayList<>();
  final Map<String, Integer> sentBy = new HashMap<>();
  LongSupplier tokens = () -> 1_000;

  private record Turn(long at, int worker, String job, Limits limits, int requests, int left) {}

  VirtualWorkers(Limits account) {
    this.account = account;
  }

  /// Their clocks differ by a third of a second at most.
  VirtualWorkers five() {
    skew = new long[] {0, 150, -150, 80, -40};
    return this;
  }

  /// The provider says what is left, and another program sends so many per minute from the second
  /// minute on.
  VirtualWorkers told(int byOthers) {
    told = true;
    for (int i = 0; i < byOthers * 5; i++) {
      othersSent.add(START + MINUTE + i * MINUTE / byOthers);
    }
    return this;
  }

  /// The last worker dies at this time.
  void kill(long at) {
    killedAt = at;
  }

  void add(int batches, String job, Limits limits, int requests) {
    for (int batch = 0; batch < batches; batch++) {
      int worker = batch % skew.length;
      turns.add(new Turn(START + random.nextInt(100), worker, job, limits, requests, requests));
    }
  }

  void runFor(long millis) {
    while (turns.element().at < START + millis) {
      take(turns.remove());
    }
  }

  /// All that the provider saw.
  List<Long> arrivals() {
    return Stream.concat(sent.stream(), othersSent.stream()).sorted().toList();
  }

  private void take(Turn turn) {
    long ahead = skew[turn.worker];
    List<Long> wished = new ArrayList<>();
    for (int i = 0; i < turn.left; i++) {
      wished.add(tokens.getAsLong());
    }
    Budget.Decision decision =
        budget.decide(
            new BudgetAsk(
                turn.job, turn.limits, account, wished, 0, reported(turn.at), turn.at + ahead));
    budget = decision.next();
    List<Long> times = decision.answer().sendTimes();
    int lost = 0;
    for (int i = 0; i < times.size(); i++) {
      long at = times.get(i) - ahead;
      boolean dead = turn.worker == skew.length - 1 && at >= killedAt && at < killedAt + NOTICED;
      if (dead) {
        lost++;
      } else {
        sent.add(at + random.nextLong(WAY_MAX));
        sentTokens.add(wished.get(i));
        sentBy.merge(turn.job, 1, Integer::sum);
      }
    }
    turns.add(next(turn, decision.answer(), lost, ahead));
  }

  private static Turn next(Turn turn, BudgetAnswer answer, int lost, long ahead) {
    int left = turn.left - answer.sendTimes().size() + lost;
    Long again = answer.askAgainAt();
    long at = again == null ? answer.sendTimes().getLast() - ahead + LATENCY : again - ahead;
    boolean done = left == 0;
    return new Turn(
        at, turn.worker, turn.job, turn.limits, turn.requests, done ? turn.requests : left);
  }

  /// As a provider with a sliding minute says it of a request that it answered a second later.
  private @Nullable Reported reported(long now) {
    Integer limit = account.requestsPerMinute();
    if (!told || limit == null) {
      return null;
    }
    long at = now - LATENCY;
    long used =
        Stream.concat(sent.stream(), othersSent.stream())
            .filter(time -> time > at - MINUTE && time <= at)
            .count();
    return new Reported(
        account, new Reported.Axis(Math.max(0, limit - used), MINUTE), Reported.Axis.UNKNOWN, at);
  }
}
