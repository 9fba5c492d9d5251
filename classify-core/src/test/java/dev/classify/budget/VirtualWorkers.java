package dev.classify.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Simulates workers on a virtual clock. Their batches always have more to send: when all requests
/// of a batch are answered, another batch begins. Each worker leases send slots for what waits in
/// it.
final class VirtualWorkers {

  private static final long START = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final long LATENCY = 1_000;
  private static final double LATENCY_DEVIATION = 0.58;
  static final long NETWORK_DELAY_MAX = 300;

  /// What a dead worker had to send waits until the others notice that it is dead.
  private static final long FAILURE_DETECTION = 1_000;

  /// How late a worker wakes up.
  private static final int WAKE_DELAY_MAX = 50;

  /// From the budget back to the step that sends; slow at first, while the programs warm up.
  private static final long RETURN_DELAY_MAX = 100;

  private static final long COLD_RETURN_DELAY_MAX = 1_000;
  private static final long WARM_UP = 5_000;

  /// The size of the state is looked at once in so many calls.
  private static final int STATE_LOOK = 100;

  private final Limits account;
  private final Random random = new Random(42);
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final List<Long> externalSent = new ArrayList<>();
  private final Map<String, Limits> jobLimits = new HashMap<>();
  private final Map<String, Integer> batchesToStart = new HashMap<>();
  private List<Worker> workers = List.of(new Worker());
  private boolean reportsUsage;
  private long order;

  private double lockMillis;
  private double lockFreeAt;

  SharedBudget budget = SharedBudget.FRESH;

  /// How often workers asked, how long the slowest call waited for the lock, and the largest state.
  long leases;

  double lockWaitMillisMax;
  int stateBytesMax;

  /// How long each request waited for its send time, from when it joined the queue of its worker.
  final List<Long> waitedMillis = new ArrayList<>();
  final List<Long> sent = new ArrayList<>();
  final List<Long> sentTokens = new ArrayList<>();
  final Map<String, Integer> sentBy = new HashMap<>();
  LongSupplier tokens = () -> 1_000;

  private record Event(long at, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  /// A batch and how many of its requests are not answered.
  private static final class Batch {
    private final String job;
    private final int requests;
    private int open;

    Batch(String job, int requests) {
      this.job = job;
      this.requests = requests;
      this.open = requests;
    }
  }

  private record Waiting(Batch batch, long tokens, long since) {}

  /// Its waiting requests by job, and when it asks next.
  private static final class Worker {
    private final Map<String, Deque<Waiting>> queues = new LinkedHashMap<>();
    private long askedAt;
    private long nextAskAt = Long.MAX_VALUE;
    private boolean leftWaiting;
    private boolean asking;
    private boolean dead;
    private long sent;
  }

  VirtualWorkers(Limits account) {
    this.account = account;
  }

  VirtualWorkers withFiveWorkers() {
    return withWorkers(5);
  }

  VirtualWorkers withWorkers(int count) {
    workers = Stream.generate(Worker::new).limit(count).toList();
    return this;
  }

  /// Each call holds the lock on the budget for this long, and the others wait for it.
  VirtualWorkers lockingFor(double millis) {
    lockMillis = millis;
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

  /// The last worker dies at this time; what it had to send goes to the others.
  void kill(long at) {
    Worker worker = workers.getLast();
    at(at, () -> worker.dead = true);
    at(
        at + FAILURE_DETECTION,
        () -> {
          worker.queues.values().forEach(queue -> queue.forEach(one -> join(one, anyWorker(), at)));
          worker.queues.clear();
        });
  }

  void add(int batches, String job, Limits limits, int requests) {
    jobLimits.put(job, limits);
    batchesToStart.putIfAbsent(job, Integer.MAX_VALUE);
    for (int batch = 0; batch < batches; batch++) {
      long at = START + random.nextInt(100);
      at(at, () -> begin(new Batch(job, requests), at));
    }
  }

  /// Limits the job to this many batches after the first ones.
  void end(String job, int batches) {
    batchesToStart.put(job, batches);
  }

  void runFor(long millis) {
    while (!events.isEmpty() && events.element().at < START + millis) {
      events.remove().action.run();
    }
  }

  /// When each request reached the provider, from every sender.
  List<Long> arrivals() {
    return Stream.concat(sent.stream(), externalSent.stream()).sorted().toList();
  }

  /// Requests that each worker sent.
  List<Long> sentByWorker() {
    return workers.stream().map(worker -> worker.sent).toList();
  }

  private int stateBytes() {
    try {
      return new JsonMapper().writeValueAsBytes(budget).length;
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private void at(long time, Runnable action) {
    events.add(new Event(time, order++, action));
  }

  private Worker anyWorker() {
    List<Worker> alive = workers.stream().filter(worker -> !worker.dead).toList();
    return alive.get(random.nextInt(alive.size()));
  }

  private void begin(Batch batch, long now) {
    Worker worker = anyWorker();
    for (int i = 0; i < batch.requests; i++) {
      join(new Waiting(batch, tokens.getAsLong(), now), worker, now);
    }
  }

  private void join(Waiting request, Worker worker, long now) {
    worker.queues.computeIfAbsent(request.batch.job, _ -> new ArrayDeque<>()).add(request);
    if (!worker.leftWaiting && !worker.asking) {
      askAt(worker, Math.max(now, worker.askedAt + LeaseTiming.BETWEEN_MIN_MILLIS));
    }
  }

  private void askAt(Worker worker, long time) {
    if (time < worker.nextAskAt) {
      worker.nextAskAt = time;
      at(time, () -> ask(worker, time));
    }
  }

  private void ask(Worker worker, long now) {
    if (worker.dead || worker.nextAskAt != now) {
      return;
    }
    worker.nextAskAt = Long.MAX_VALUE;
    worker.askedAt = now;
    worker.asking = true;
    List<GrantRequest> requests = new ArrayList<>();
    worker.queues.values().removeIf(Deque::isEmpty);
    rotate(worker);
    worker.queues.forEach(
        (job, queue) ->
            requests.add(
                new GrantRequest(
                    job,
                    jobLimits.getOrDefault(job, Limits.NONE),
                    account,
                    queue.stream().map(Waiting::tokens).toList(),
                    0,
                    reported(now))));
    double granted = Math.max((double) now, lockFreeAt);
    lockWaitMillisMax = Math.max(lockWaitMillisMax, granted - now);
    lockFreeAt = granted + lockMillis;
    leases++;
    if (lockFreeAt <= now) {
      lease(worker, requests, now);
    } else {
      long decidedAt = (long) Math.ceil(lockFreeAt);
      at(decidedAt, () -> lease(worker, requests, decidedAt));
    }
  }

  /// The job that was first is last the next time, as in a worker.
  private static void rotate(Worker worker) {
    if (!worker.queues.isEmpty()) {
      String first = worker.queues.keySet().iterator().next();
      Deque<Waiting> queue = worker.queues.remove(first);
      worker.queues.put(first, queue);
    }
  }

  private void lease(Worker worker, List<GrantRequest> requests, long now) {
    worker.asking = false;
    SharedBudget.Lease lease = budget.lease(requests, now);
    budget = lease.next();
    if (leases % STATE_LOOK == 0) {
      stateBytesMax = Math.max(stateBytesMax, stateBytes());
    }
    long pause = Long.MAX_VALUE;
    for (int i = 0; i < requests.size(); i++) {
      GrantResponse response = lease.responses().get(i);
      use(worker, requests.get(i).job(), response, now);
      if (response.askAgainAtMillis() != null) {
        pause = Math.min(pause, LeaseTiming.pauseMillis(response));
      }
    }
    worker.leftWaiting = pause < Long.MAX_VALUE;
    if (worker.leftWaiting) {
      askAt(worker, Math.max(now, worker.askedAt + pause) + random.nextInt(WAKE_DELAY_MAX));
    } else if (worker.queues.values().stream().anyMatch(queue -> !queue.isEmpty())) {
      askAt(worker, Math.max(now, worker.askedAt + LeaseTiming.BETWEEN_MIN_MILLIS));
    }
  }

  private void use(Worker worker, String job, GrantResponse response, long now) {
    Deque<Waiting> queue = worker.queues.getOrDefault(job, new ArrayDeque<>());
    long delay = random.nextLong(now < START + WARM_UP ? COLD_RETURN_DELAY_MAX : RETURN_DELAY_MAX);
    for (long granted : response.sendTimesMillis()) {
      Waiting request = queue.remove();
      waitedMillis.add(granted - request.since);
      long sendAt = Math.max(granted, now + delay);
      at(
          sendAt,
          () -> {
            if (worker.dead) {
              at(sendAt + FAILURE_DETECTION, () -> join(request, anyWorker(), sendAt));
            } else if (sendAt > granted + Budget.GRACE.toMillis()) {
              join(request, worker, sendAt);
            } else {
              worker.sent++;
              send(request, sendAt);
            }
          });
    }
  }

  private void send(Waiting request, long now) {
    sent.add(now + random.nextLong(NETWORK_DELAY_MAX));
    sentTokens.add(request.tokens);
    sentBy.merge(request.batch.job, 1, Integer::sum);
    long answeredAt = now + latency();
    at(answeredAt, () -> answered(request.batch, answeredAt));
  }

  private void answered(Batch batch, long now) {
    batch.open--;
    if (batch.open == 0 && batchesToStart.merge(batch.job, -1, Integer::sum) >= 0) {
      begin(new Batch(batch.job, batch.requests), now);
    }
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
