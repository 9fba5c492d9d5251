package dev.classify.projector.membership;

import dev.classify.api.Membership;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// What a projector measures of its membership.
public final class MemberMetrics {

  private static final String SET = "replica_set";
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanos;
  private final Counter reconfigurations;
  private final Timer coordination;
  private final Timer heartbeat;
  private final Counter failures;
  private final AtomicLong workers = new AtomicLong();
  private final AtomicLong generation = new AtomicLong();
  private final AtomicLong reachable = new AtomicLong();
  private final AtomicLong partition = new AtomicLong(-1);
  private long idleNanos;
  private long idleSince;
  private boolean processing;

  public MemberMetrics(MeterRegistry registry, String replicaSet) {
    this(registry, replicaSet, System::nanoTime);
  }

  MemberMetrics(MeterRegistry registry, String replicaSet, LongSupplier nanos) {
    this.nanos = nanos;
    idleSince = nanos.getAsLong();
    reconfigurations =
        Counter.builder("classify.projector.reconfigurations")
            .description("Generations for which this projector stopped its work.")
            .tag(SET, replicaSet)
            .register(registry);
    coordination =
        Timer.builder("classify.projector.coordination.duration")
            .description("From the end of the work of one generation to the begin of the next.")
            .tag(SET, replicaSet)
            .serviceLevelObjectives(seconds(0.1, 0.5, 1, 2, 5, 10, 30, 60, 120))
            .register(registry);
    heartbeat =
        Timer.builder("classify.projector.heartbeat")
            .description("Answers of the coordinator to heartbeats.")
            .tag(SET, replicaSet)
            .serviceLevelObjectives(seconds(0.01, 0.05, 0.1, 0.5, 1, 5))
            .register(registry);
    failures =
        Counter.builder("classify.projector.heartbeat.failures")
            .description("Heartbeats that the coordinator did not answer.")
            .tag(SET, replicaSet)
            .register(registry);
    gauge("classify.projector.active.workers", replicaSet, workers)
        .description("Projectors of the replica set that send heartbeats.")
        .register(registry);
    gauge("classify.projector.generation", replicaSet, generation)
        .description("Generation of the replica set.")
        .register(registry);
    gauge("classify.projector.partition", replicaSet, partition)
        .description("Partition that this projector works on; -1 for none.")
        .register(registry);
    gauge("classify.projector.coordinator.up", replicaSet, reachable)
        .description("Whether the coordinator answered the last heartbeat.")
        .register(registry);
    FunctionCounter.builder("classify.projector.idle.seconds", this, MemberMetrics::idleSeconds)
        .description("Time in which this projector held no partition.")
        .tag(SET, replicaSet)
        .register(registry);
  }

  private static Gauge.Builder<?> gauge(String name, String replicaSet, AtomicLong value) {
    return Gauge.builder(name, value, AtomicLong::doubleValue).tag(SET, replicaSet);
  }

  private static Duration[] seconds(double... bounds) {
    Duration[] durations = new Duration[bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      durations[i] = Duration.ofNanos((long) (bounds[i] * NANOS_PER_SECOND));
    }
    return durations;
  }

  void answered(Membership membership, Duration latency) {
    heartbeat.record(latency);
    workers.set(membership.workers());
    generation.set(membership.generation());
    reachable.set(1);
  }

  void failed() {
    failures.increment();
    reachable.set(0);
  }

  void reconfigured() {
    reconfigurations.increment();
  }

  void coordinated(Duration duration) {
    coordination.record(duration);
  }

  /// The work on a partition begins.
  void processing(int newPartition) {
    partition.set(newPartition);
    processing(true);
  }

  /// The work on a partition has ended.
  void idle() {
    partition.set(-1);
    processing(false);
  }

  private synchronized void processing(boolean now) {
    if (processing == now) {
      return;
    }
    if (now) {
      idleNanos += nanos.getAsLong() - idleSince;
    } else {
      idleSince = nanos.getAsLong();
    }
    processing = now;
  }

  private synchronized double idleSeconds() {
    long idle = processing ? idleNanos : idleNanos + nanos.getAsLong() - idleSince;
    return idle / NANOS_PER_SECOND;
  }
}
