package dev.classify.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.api.BatchResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BatchMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BatchMetrics metrics = new BatchMetrics(registry);

  @Test
  void rowsOfAStoredBatchAreCountedByOutcome() throws Exception {
    metrics.storing(
        () -> {
          assertThat(registry.get("classify.batches.in.progress").gauge().value()).isEqualTo(1);
          return new BatchResult("run", "worker", 40, 5, 3, 2, "stopped");
        });

    assertThat(rows("classified")).isEqualTo(40);
    assertThat(rows("unchanged")).isEqualTo(5);
    assertThat(rows("rejected")).isEqualTo(3);
    assertThat(rows("undone")).isEqualTo(2);
    assertThat(registry.get("classify.batch.duration").timer().count()).isEqualTo(1);
    assertThat(registry.get("classify.batches.in.progress").gauge().value()).isZero();
  }

  @Test
  void stepThatFailsCountsNoRowsAndIsNoLongerInProgress() {
    assertThatThrownBy(
            () ->
                metrics.storing(
                    () -> {
                      throw new IOException("away");
                    }))
        .isInstanceOf(IOException.class);

    assertThat(rows("classified")).isZero();
    assertThat(registry.get("classify.batch.duration").timer().count()).isZero();
    assertThat(registry.get("classify.batches.in.progress").gauge().value()).isZero();
  }

  private double rows(String outcome) {
    return registry.get("classify.indicators").tag("outcome", outcome).counter().count();
  }
}
