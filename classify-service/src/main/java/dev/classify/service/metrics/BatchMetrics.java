package dev.classify.service.metrics;

import dev.classify.api.BatchResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the batches and rows of a worker.
///
/// A batch whose result was lost between the database and Restate is counted again when its step is
/// repeated, so the tables are exact and these counters are not.
public final class BatchMetrics {

  /// From the rules, which take milliseconds, to a step that waits for a model for four minutes.
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofSeconds(60),
    Duration.ofSeconds(120),
    Duration.ofSeconds(240)
  };

  private final Counter classified;
  private final Counter unchanged;
  private final Counter rejected;
  private final Counter undone;
  private final Timer duration;
  private final AtomicInteger inProgress = new AtomicInteger();

  public BatchMetrics(MeterRegistry registry) {
    classified = rows(registry, "classified");
    unchanged = rows(registry, "unchanged");
    rejected = rows(registry, "rejected");
    undone = rows(registry, "undone");
    duration =
        Timer.builder("classify.batch.duration")
            .description("Time of the step that stored a batch, its wait for a model included.")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    Gauge.builder("classify.batches.in.progress", inProgress::get)
        .description("Steps of batches that run in this worker.")
        .register(registry);
  }

  private static Counter rows(MeterRegistry registry, String outcome) {
    return Counter.builder("classify.indicators")
        .description("Rows of stored batches by outcome; undone if their job stopped.")
        .tag("outcome", outcome)
        .register(registry);
  }

  /// Work of a batch.
  public interface Step<T> {
    T carryOut() throws Exception;
  }

  /// Runs a step of a batch, and counts it as in progress meanwhile.
  public <T> T inProgress(Step<T> step) throws Exception {
    inProgress.incrementAndGet();
    try {
      return step.carryOut();
    } finally {
      inProgress.decrementAndGet();
    }
  }

  /// Runs the step that stores a batch, and counts its rows.
  public BatchResult storing(Step<BatchResult> step) throws Exception {
    long begin = System.nanoTime();
    BatchResult result = inProgress(step);
    duration.record(Duration.ofNanos(System.nanoTime() - begin));
    classified.increment(result.classified());
    unchanged.increment(result.unchanged());
    rejected.increment(result.rejected());
    undone.increment(result.undone());
    return result;
  }
}
