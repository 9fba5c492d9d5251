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

/// Simulates workers on a virtual clock. Their batches always have more to send, and each waits for
/// its answers before it asks the budget again.
final class VirtualWorkers {

  private static final long START = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final long LATENCY = 1_000;
  private static final double LATENCY_DEVIATION = 0.58;
  static final long NETWORK_DELAY_MAX = 300;

  /// Grants to a dead worker are lost until the others notice that it is dead.
  private static final long FAILURE_DETECTION = 1_000;

  private final Limits account;
  private final Random random = new Random(42);
  private final PriorityQueue<WaitingBatch> waiting =
      new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));
  private final List<Long> externalSent = new ArrayList<>();

  /// How far the clock of each worker is ahead, in milliseconds.
  private long[] clockSkew = {0};

  private long killedAt = Long.MAX_VALUE;
  private boolean reportsUsage;
  private Budget budget = Budget.FRESH;

  final List<Long> sent = new ArrayList<>();
  final List<Long> sentTokens = new ArrayList<>();
  final Map<String, Integer> sentBy = new HashMap<>();
  LongSupplier tokens = () -> 1_000;

  /// How late a waiting batch wakes up.
  private static final int WAKE_DELAY_MAX = 50;

  private static final long RETURN_DELAY_MAX = 100;

  private static final long COLD_RETURN_DELAY_MAX = 2_500;

  private static final long WARM_UP = 5_000;

  /// How many batches of each job are not started yet.
  private final Map<String, Integer> batchesToStart = new HashMap<>();

  /// A batch that will ask the budget at this time.
  ///
  /// @param left requests that are not sent yet
  /// @param askAgainAt when the budget told the batch to ask; null if it was not queued
  /// @param answeredAt when the requests granted so far will be answered
  private record WaitingBatch(
      long at,
      int worker,
      String job,
      Limits limits,
      int requests,
      int left,
      @Nullable Long askAgainAt,
      long answeredAt) {

    boolean started() {
      return left < requests;
    }

    WaitingBatch at(long time, int requestsLeft, @Nullable Long askAgain, long answered) {
      return new WaitingBatch(
          time, worker, job, limits, requests, requestsLeft, askAgain, answered);
    }
  }

  VirtualWorkers(Limits account) {
    this.account = account;
  }

  /// Five workers, whose clocks differ by at most a third of a second.
  VirtualWorkers withFiveWorkers() {
    clockSkew = new long[] {0, 150, -150, 80, -40};
    return this;
  }

  /// The provider reports the remaining requests, and another program sends this many requests per
  /// minute from the second minute on.
  VirtualWorkers reportingUsage(int externalPerMinute) {
    reportsUsage = true;
    for (int i = 0; i < externalPerMinute * 5; i++) {
      externalSent.add(START + MINUTE + i * MINUTE / externalPerMinute);
    }
    return this;
  }

  /// The last worker dies at this time.
  void kill(long at) {
    killedAt = at;
  }

  void add(int batches, String job, Limits limits, int requests) {
    for (int batch = 0; batch < batches; batch++) {
      int worker = batch % clockSkew.length;
      long at = START + random.nextInt(100);
      waiting.add(new WaitingBatch(at, worker, job, limits, requests, requests, null, at));
    }
    batchesToStart.putIfAbsent(job, Integer.MAX_VALUE);
  }

  /// Limits the job to this many batches after the first ones.
  void end(String job, int batches) {
    batchesToStart.put(job, batches);
  }

  void runFor(long millis) {
    while (!waiting.isEmpty() && waiting.element().at < START + millis) {
      take(waiting.remove());
    }
  }

  /// When each request reached the provider, from every sender.
  List<Long> arrivals() {
    return Stream.concat(sent.stream(), externalSent.stream()).sorted().toList();
  }

  private void take(WaitingBatch batch) {
    long ahead = clockSkew[batch.worker];
    List<Long> requestedTokens = new ArrayList<>();
    for (int i = 0; i < batch.left; i++) {
      requestedTokens.add(tokens.getAsLong());
    }
    GrantRequest ask =
        new GrantRequest(
            batch.job,
            batch.limits,
            account,
            requestedTokens,
            0,
            reported(batch.at),
            batch.askAgainAt,
            batch.started());
    // Any worker may hold the budget.
    long clock = batch.at + clockSkew[random.nextInt(clockSkew.length)];
    Budget.Decision decision = budget.decide(ask, clock);
    budget = decision.next();
    List<Long> times = decision.response().sendTimesMillis();
    int lost = 0;
    long returnDelay = returnDelay(batch.at);
    for (int i = 0; i < times.size(); i++) {
      long at = times.get(i) - ahead;
      boolean dead =
          batch.worker == clockSkew.length - 1
              && at >= killedAt
              && at < killedAt + FAILURE_DETECTION;
      if (dead || batch.at + returnDelay > at + Budget.GRACE.toMillis()) {
        lost++;
      } else {
        sent.add(Math.max(at, batch.at + returnDelay) + random.nextLong(NETWORK_DELAY_MAX));
        sentTokens.add(requestedTokens.get(i));
        sentBy.merge(batch.job, 1, Integer::sum);
      }
    }
    next(batch, decision.response(), lost, returnDelay);
  }

  /// A batch without a grant asks again at the time given; the others ask once all their requests
  /// are answered.
  private void next(WaitingBatch batch, GrantResponse answer, int lost, long returnDelay) {
    int left = batch.left - answer.sendTimesMillis().size() + lost;
    Long again = answer.askAgainAtMillis();
    long ahead = clockSkew[batch.worker];
    long answered = batch.answeredAt;
    for (long at : answer.sendTimesMillis()) {
      answered = Math.max(answered, at - ahead + latency());
    }
    if (again != null) {
      long at =
          batch.at
              + returnDelay
              + again
              - answer.decidedAtMillis()
              + random.nextInt(WAKE_DELAY_MAX);
      waiting.add(batch.at(at, left, again, answered));
    } else if (left > 0) {
      waiting.add(batch.at(answered, left, null, answered));
    } else if (batchesToStart.merge(batch.job, -1, Integer::sum) >= 0) {
      waiting.add(batch.at(answered, batch.requests, null, answered));
    }
  }

  /// From the budget back to the step that sends; slow at first, while the programs warm up.
  private long returnDelay(long now) {
    return random.nextLong(now < START + WARM_UP ? COLD_RETURN_DELAY_MAX : RETURN_DELAY_MAX);
  }

  /// Lognormal with a mean of one second, like the simulator's.
  private long latency() {
    double deviation = LATENCY_DEVIATION;
    double mean = Math.log(LATENCY) - deviation * deviation / 2;
    return Math.round(Math.exp(mean + deviation * random.nextGaussian()));
  }

  /// What a provider with a sliding window of a minute reports with an answer of a second ago.
  private @Nullable RateLimitReport reported(long now) {
    Integer limit = account.requestsPerMinute();
    if (!reportsUsage || limit == null) {
      return null;
    }
    long at = now - LATENCY;
    long used =
        Stream.concat(sent.stream(), externalSent.stream())
            .filter(time -> time > at - MINUTE && time <= at)
            .count();
    return new RateLimitReport(
        account,
        new RateLimitReport.Axis(Math.max(0, limit - used), MINUTE),
        RateLimitReport.Axis.UNKNOWN,
        at);
  }
}
