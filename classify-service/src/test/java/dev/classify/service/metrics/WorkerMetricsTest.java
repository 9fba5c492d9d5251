package dev.classify.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.classify.budget.Limits;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {

  @Test
  void workerWithoutItsDatabaseStillTellsWhatItKnows() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/none");
    config.setInitializationFailTimeout(-1);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(250);
    try (HikariDataSource away = new HikariDataSource(config)) {
      WorkerMetrics metrics = new WorkerMetrics(away, Limits.NONE);
      metrics.requests().waits("m").close();

      assertThat(metrics.scrape())
          .contains(
              "classify_database_up 0.0",
              "classify_indicators_total{outcome=\"classified\"} 0.0",
              "classify_batch_duration_seconds_bucket{le=\"0.01\"} 0",
              "classify_llm_requests_waiting{model=\"m\"} 0.0",
              "classify_worker_info{version=",
              "hikaricp_connections_pending{pool=",
              "jvm_memory_used_bytes{area=\"heap\"",
              "process_cpu_usage ");
    }
  }
}
