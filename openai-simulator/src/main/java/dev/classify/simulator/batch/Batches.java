package dev.classify.simulator.batch;

import dev.classify.simulator.batch.BatchRun.Moment;
import dev.classify.simulator.files.FileStore;
import dev.classify.simulator.files.StoredFile;
import dev.classify.simulator.request.BatchRequest;
import dev.classify.simulator.settings.SimulatorSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// All batches. Each moves on by itself, on a thread of its own. Every key sees the same ones, like
/// the keys of one project.
public final class Batches implements AutoCloseable {

  /// More than any test makes; the oldest are dropped.
  private static final int KEPT_MAX = 10_000;

  private static final Duration STEP_INTERVAL = Duration.ofMillis(10);

  private final FileStore files;
  private final LineRunner runner;
  private final Supplier<SimulatorSettings> settings;
  private final Supplier<Moment> clock;
  private final SequencedMap<String, BatchRun> batches = new LinkedHashMap<>();
  private final AtomicLong lines = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public Batches(
      FileStore files,
      LineRunner runner,
      Supplier<SimulatorSettings> settings,
      Supplier<Moment> clock) {
    this.files = files;
    this.runner = runner;
    this.settings = settings;
    this.clock = clock;
  }

  /// Makes a batch and starts it.
  ///
  /// @param keyHash of the key under which its lines run
  /// @param valid false for a fault: whatever the file is, it is refused
  public BatchRun create(BatchRequest request, StoredFile file, String keyHash, boolean valid) {
    Duration window = settings.get().batch().window();
    BatchRun batch =
        new BatchRun(request, file, keyHash, valid, runner, files, window, clock.get());
    synchronized (batches) {
      batches.put(batch.id(), batch);
      while (batches.size() > KEPT_MAX) {
        batches.pollFirstEntry();
      }
    }
    threads.execute(() -> follow(batch));
    return batch;
  }

  public Optional<BatchRun> find(String id) {
    synchronized (batches) {
      return Optional.ofNullable(batches.get(id));
    }
  }

  /// All batches, oldest first.
  public List<BatchRun> list() {
    synchronized (batches) {
      return List.copyOf(batches.values());
    }
  }

  /// Cancels a batch if it has not ended.
  ///
  /// @return its status before
  public BatchStatus cancel(BatchRun batch) {
    return batch.cancel(clock.get());
  }

  /// Forgets all batches; those that run stop.
  public void reset() {
    synchronized (batches) {
      batches.clear();
    }
    lines.set(0);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /// Moves a batch until it ends or is forgotten.
  private void follow(BatchRun batch) {
    try {
      while (!batch.status().ended() && find(batch.id()).isPresent()) {
        batch.advance(
            clock.get(),
            settings.get(),
            (key, model) -> queuedTokens(batch, key, model),
            count -> lines.getAndAdd(count) + 1);
        Thread.sleep(STEP_INTERVAL);
      }
    } catch (InterruptedException _) {
      // The simulator is closing.
      Thread.currentThread().interrupt();
    }
  }

  private long queuedTokens(BatchRun asking, String keyHash, String model) {
    return list().stream()
        .filter(batch -> !batch.equals(asking))
        .mapToLong(batch -> batch.queuedTokens(keyHash, model))
        .sum();
  }
}
