package dev.classify.projector;

import dev.classify.api.Build;
import dev.classify.projector.engine.ProjectionState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// Everything that a projector measures, in the text format of Prometheus.
///
/// Labels have few values: the replica set, and projections by name and state.
final class ProjectorMetrics {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final String replicaSet;
  private final Supplier<List<ProjectionState>> states;
  private final MultiGauge lagEvents;
  private final MultiGauge lagSeconds;
  private final MultiGauge rate;
  private final MultiGauge stopped;

  /// @param states of the builds that this process projects
  ProjectorMetrics(String replicaSet, Supplier<List<ProjectionState>> states) {
    this.replicaSet = replicaSet;
    this.states = states;
    lagEvents =
        gauge("lag.events", "Positions of the log that this partition has not read, of all.");
    lagSeconds = gauge("lag.seconds", "Age of the next event of the log, in seconds.");
    rate = gauge("events.per.second", "Events projected over the last seconds.");
    stopped = gauge("stopped", "1 while a projection is paused or has failed.");
    Gauge.builder("classify.projector.info", () -> 1)
        .description("Always 1; the label is the version of the projector.")
        .tag("version", Build.version())
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    collector().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /// It listens to the collector for as long as the process lives, so nobody closes it.
  @SuppressWarnings("resource")
  private static JvmGcMetrics collector() {
    return new JvmGcMetrics();
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder("classify.projection." + name)
        .description(description)
        .register(registry);
  }

  MeterRegistry registry() {
    return registry;
  }

  /// All values at this moment.
  String scrape() {
    List<ProjectionState> now = states.get();
    register(lagEvents, now, ProjectionState::lagEvents);
    register(lagSeconds, now, ProjectionState::lagSeconds);
    register(rate, now, ProjectionState::eventsPerSecond);
    register(stopped, now, state -> state.stop() == null ? 0 : 1);
    return registry.scrape();
  }

  private void register(
      MultiGauge gauge, List<ProjectionState> now, ToDoubleFunction<ProjectionState> value) {
    gauge.register(
        now.stream()
            .map(
                state ->
                    MultiGauge.Row.of(
                        Tags.of(
                            "replica_set",
                            replicaSet,
                            "projection",
                            state.projection(),
                            "state",
                            state.state()),
                        value.applyAsDouble(state)))
            .toList(),
        true);
  }
}
