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
  private static final double LATENCY_DEVIATION = 0.58;
  static final long WAY_MAX = 300;

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

  /// How late a batch wakes that waits its turn.
  private static final int LATE_MAX = 50;

  private static final long HOP_MAX = 100;

  private static final long HOP_COLD_MAX = 2_500;

  private static final long COLD = 5_000;

  /// New batches of each job that are not begun yet.
  private final Map<String, Integer> toCome = new HashMap<>();

  /// @param answeredAt when those that were granted before will have their answers
  private record Turn(
      long at,
      int worker,
      String job,
      Limits limits,
      int requests,
      int left,
      @Nullable Long told,
      long answeredAt) {

    boolean begun() {
      return left < requests;
    }

    Turn at(long time, int requestsLeft, @Nullable Long told, long answered) {
      return new Turn(time, worker, job, limits, requests, requestsLeft, told, answered);
    }
  }

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
      long at = START + random.nextInt(100);
      turns.add(new Turn(at, worker, job, limits, requests, requests, null, at));
    }
    toCome.putIfAbsent(job, Integer.MAX_VALUE);
  }

  /// The job ends after so many more batches than those that are under way at first.
  void end(String job, int batches) {
    toCome.put(job, batches);
  }

  void runFor(long millis) {
    while (!turns.isEmpty() && turns.element().at < START + millis) {
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
    GrantRequest ask =
        new GrantRequest(
            turn.job, turn.limits, account, wished, 0, reported(turn.at), turn.told, turn.begun());
    // Any worker may hold the budget.
    long clock = turn.at + skew[random.nextInt(skew.length)];
    Budget.Decision decision = budget.decide(ask, clock);
    budget = decision.next();
    List<Long> times = decision.response().sendTimesMillis();
    int lost = 0;
    long hop = hop(turn.at);
    for (int i = 0; i < times.size(); i++) {
      long at = times.get(i) - ahead;
      boolean dead = turn.worker == skew.length - 1 && at >= killedAt && at < killedAt + NOTICED;
      if (dead || turn.at + hop > at + Budget.GRACE.toMillis()) {
        lost++;
      } else {
        sent.add(Math.max(at, turn.at + hop) + random.nextLong(WAY_MAX));
        sentTokens.add(wished.get(i));
        sentBy.merge(turn.job, 1, Integer::sum);
      }
    }
    next(turn, decision.response(), lost, hop);
  }

  /// Whoever was granted nothing asks in its turn; the others when what they sent is answered.
  private void next(Turn turn, GrantResponse answer, int lost, long hop) {
    int left = turn.left - answer.sendTimesMillis().size() + lost;
    Long again = answer.askAgainAtMillis();
    long ahead = skew[turn.worker];
    long answered = turn.answeredAt;
    for (long at : answer.sendTimesMillis()) {
      answered = Math.max(answered, at - ahead + latency());
    }
    if (again != null) {
      long at = turn.at + hop + again - answer.decidedAtMillis() + random.nextInt(LATE_MAX);
      turns.add(turn.at(at, left, again, answered));
    } else if (left > 0) {
      turns.add(turn.at(answered, left, null, answered));
    } else if (toCome.merge(turn.job, -1, Integer::sum) >= 0) {
      turns.add(turn.at(answered, turn.requests, null, answered));
    }
  }

  /// From the budget back to the step that sends: at first programs are slow.
  private long hop(long now) {
    return random.nextLong(now < START + COLD ? HOP_COLD_MAX : HOP_MAX);
  }

  /// Lognormal, a second in the mean, as the simulator's.
  private long latency() {
    double deviation = LATENCY_DEVIATION;
    double mean = Math.log(LATENCY) - deviation * deviation / 2;
    return Math.round(Math.exp(mean + deviation * random.nextGaussian()));
  }

  /// As a provider with a sliding minute says it of a request that it answered a second later.
  private @Nullable RateLimitReport reported(long now) {
    Integer limit = account.requestsPerMinute();
    if (!told || limit == null) {
      return null;
    }
    long at = now - LATENCY;
    long used =
        Stream.concat(sent.stream(), othersSent.stream())
            .filter(time -> time > at - MINUTE && time <= at)
            .count();
    return new RateLimitReport(
        account,
        new RateLimitReport.Axis(Math.max(0, limit - used), MINUTE),
        RateLimitReport.Axis.UNKNOWN,
        at);
  }
}
