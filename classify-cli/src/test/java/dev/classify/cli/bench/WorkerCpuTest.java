package dev.classify.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.cli.bench.WorkerCpu.Used;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerCpuTest {

  private static final long TEN_SECONDS = Duration.ofSeconds(10).toNanos();

  @Test
  void shareIsTimeUsedByTimePassed() {
    WorkerCpu before = new WorkerCpu(Map.of("worker-1", used(1, 7_000)), 5);
    WorkerCpu after = new WorkerCpu(Map.of("worker-1", used(1, 7_500)), 5 + TEN_SECONDS);
    assertThat(after.sharesSince(before)).containsExactly(Map.entry("worker-1", 0.05));
  }

  @Test
  void restartedWorkerCountsWithItsNewProcess() {
    WorkerCpu before = new WorkerCpu(Map.of("worker-1", used(1, 7_000)), 0);
    WorkerCpu after =
        new WorkerCpu(Map.of("worker-1", used(2, 4_000), "worker-2", used(3, 1_000)), TEN_SECONDS);
    assertThat(after.sharesSince(before))
        .containsExactly(Map.entry("worker-1", 0.4), Map.entry("worker-2", 0.1));
  }

  private static Used used(long pid, long millis) {
    return new Used(pid, Duration.ofMillis(millis));
  }
}
