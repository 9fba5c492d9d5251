package dev.classify.service.metrics;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.classify.api.Build;
import dev.classify.budget.Limits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/// Everything that a worker measures, in the text format of Prometheus.
///
/// Labels have few values: models, outcomes, states. None holds an id, a row or a reason, so the
/// number of time series does not grow with the work.
public final class WorkerMetrics {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final BatchMetrics batches = new BatchMetrics(registry);
  private final RequestMetrics requests = new RequestMetrics(registry);
  private final SharedState shared;

  /// Begins to measure the process and the connections of its pool.
  ///
  /// @param accountLimits of the account for each model, as configured
  public WorkerMetrics(HikariDataSource database, Limits accountLimits) {
    shared = new SharedState(registry, SharedState.Source.in(database), accountLimits);
    database.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
    Gauge.builder("classify.worker.info", () -> 1)
        .description("Always 1; the label is the version of the worker.")
        .tag("version", Build.version())
        .register(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    collector().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /// It listens to the collector for as long as the process lives, so nobody closes it.
  @SuppressWarnings("resource")
  private static JvmGcMetrics collector() {
    return new JvmGcMetrics();
  }

  public BatchMetrics batches() {
    return batches;
  }

  public RequestMetrics requests() {
    return requests;
  }

  /// All values at this moment. Waits for the database for some seconds if it is down.
  public String scrape() {
    shared.refresh();
    return registry.scrape();
  }
}
