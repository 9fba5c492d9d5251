package dev.classify.cli.bench;

import dev.classify.local.LocalStack;
import dev.classify.local.StackStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// The processor time that each worker has used since it started.
///
/// @param byWorker time of the process with this name
/// @param atNanos when it was read, by `System.nanoTime`
record WorkerCpu(Map<String, Used> byWorker, long atNanos) {

  /// Processor time of one process.
  record Used(long pid, Duration time) {}

  WorkerCpu {
    byWorker = Map.copyOf(byWorker);
  }

  /// The time until now.
  static WorkerCpu read(LocalStack stack) throws IOException {
    Map<String, Used> used = new TreeMap<>();
    for (StackStatus.Part part : stack.status().orElseThrow().parts()) {
      if (stack.workers().contains(part.status().name())) {
        long pid = part.status().pid();
        Duration time =
            ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
        used.put(part.status().name(), new Used(pid, time));
      }
    }
    return new WorkerCpu(used, System.nanoTime());
  }

  /// The share of a core that each worker used since an earlier reading. If a worker was restarted
  /// meanwhile, only its new process counts.
  Map<String, Double> sharesSince(WorkerCpu before) {
    Map<String, Double> shares = new TreeMap<>();
    byWorker.forEach(
        (name, now) -> {
          Used then = before.byWorker.get(name);
          Duration used =
              then != null && then.pid() == now.pid() ? now.time().minus(then.time()) : now.time();
          shares.put(name, (double) used.toNanos() / Math.max(1, atNanos - before.atNanos));
        });
    return shares;
  }
}
